package dev.slipway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a client's connection together: TLS or none, HTTP/1 or HTTP/2. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
final class Wiring extends ChannelInitializer<Channel> {
    private final Map<EventLoop, Loop> loops;
    private final Core core;
    private final @Nullable Encrypted tls;

    Wiring(Map<EventLoop, Loop> loops, Core core, @Nullable Encrypted tls) {
        this.loops = loops;
        this.core = core;
        this.tls = tls;
    }

    private Loop loop(Channel channel) {
        return Objects.requireNonNull(loops.get(channel.eventLoop()));
    }

    @Override
    protected void initChannel(Channel channel) {
        core.connections().incrementAndGet();
        channel.closeFuture().addListener(_ -> core.connections().decrementAndGet());
        if (tls == null) {
            channel.pipeline().addLast(new Sniff(loop(channel), this, channel));
        } else {
            tls.begin(channel, this);
        }
    }

    void http1(ChannelPipeline pipeline) {
        Channel channel = pipeline.channel();
        pipeline.addLast(
                new FrontDecoder(),
                new FrontEncoder(),
                new FrontConnection(loop(channel), channel, FrontConnection.Protocol.HTTP1));
    }

    void http2(ChannelPipeline pipeline) {
        Http2FrameCodec codec = Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(Limits.STREAMS)
                        .maxHeaderListSize(Limits.HEAD))
                .gracefulShutdownTimeoutMillis(core.limits().leaving().toMillis())
                .build();
        Loop loop = loop(pipeline.channel());
        Http2MultiplexHandler streams = new Http2MultiplexHandler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.config().setWriteBufferWaterMark(Loop.waterMarks());
                stream.pipeline()
                        .addLast(
                                new Http2StreamFrameToHttpObjectCodec(true),
                                new FrontConnection(loop, stream, FrontConnection.Protocol.HTTP2));
            }
        });
        pipeline.addLast(new Http2Wire(loop, codec.connection()), codec, streams, new LastWord());
    }
}
