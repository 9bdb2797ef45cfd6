package dev.slipway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a client's connection together: TLS or none, HTTP/1 or HTTP/2. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
final class Wiring extends ChannelInitializer<Channel> {
    private final Map<EventLoop, Loop> loops;
    private final Core core;
    private final @Nullable SslContext tls;

    Wiring(Map<EventLoop, Loop> loops, Core core, @Nullable SslContext tls) {
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
            channel.pipeline().addLast(tls.newHandler(channel.alloc()), new Negotiated());
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

    /** What client and server agreed upon during the handshake; a client that asks for nothing speaks HTTP/1. */
    private final class Negotiated extends ApplicationProtocolNegotiationHandler {
        Negotiated() {
            super(ApplicationProtocolNames.HTTP_1_1);
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                http2(ctx.pipeline());
            } else {
                http1(ctx.pipeline());
            }
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
