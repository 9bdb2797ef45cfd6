package dev.slipway.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client that speaks HTTP/2 without having asked whether it may, and sends the headers that it is given, unchecked. */
@SuppressWarnings("FutureReturnValueIgnored") // the answer shows what fails
final class Http2Client implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel connection;

    /** An answer; the status "reset" where the stream was, "closed" where the connection was. */
    record Said(String status, Http2Headers headers, String body) {}

    Http2Client(int port) throws InterruptedException {
        connection = new Bootstrap()
                .group(threads)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        Http2FrameCodecBuilder.forClient().build(),
                                        new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), port)
                .sync()
                .channel();
    }

    static Http2Headers headers(String method, String path) {
        return new DefaultHttp2Headers(false)
                .method(method)
                .path(path)
                .scheme("http")
                .authority("shop");
    }

    /** @param body of which nothing is sent where it is empty */
    CompletableFuture<Said> ask(Http2Headers headers, String body) throws InterruptedException {
        CompletableFuture<Said> answer = new CompletableFuture<>();
        Channel stream = new Http2StreamChannelBootstrap(connection)
                .handler(new Collecting(answer))
                .open()
                .awaitUninterruptibly()
                .getNow();
        if (stream == null) {
            return CompletableFuture.completedFuture(new Said("closed", new DefaultHttp2Headers(), ""));
        }
        stream.write(new DefaultHttp2HeadersFrame(headers, body.isEmpty()));
        if (!body.isEmpty()) {
            stream.write(new DefaultHttp2DataFrame(
                    Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.ISO_8859_1)), true));
        }
        stream.flush();
        return answer;
    }

    Said get(String path) throws Exception {
        return ask(headers("GET", path), "").get(20, TimeUnit.SECONDS);
    }

    boolean isOpen() {
        return connection.isActive();
    }

    private static final class Collecting extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<Said> answer;
        private final StringBuilder body = new StringBuilder();
        private Http2Headers headers = new DefaultHttp2Headers();

        Collecting(CompletableFuture<Said> answer) {
            this.answer = answer;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) {
            boolean last = false;
            if (frame instanceof Http2HeadersFrame head) {
                headers = head.headers();
                last = head.isEndStream();
            } else if (frame instanceof Http2DataFrame data) {
                body.append(data.content().toString(StandardCharsets.ISO_8859_1));
                last = data.isEndStream();
            }
            ReferenceCountUtil.release(frame);
            if (last) {
                answer.complete(new Said(String.valueOf(headers.status()), headers, body.toString()));
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof Http2ResetFrame) {
                answer.complete(new Said("reset", headers, body.toString()));
            }
            ReferenceCountUtil.release(event);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            answer.complete(new Said("closed", headers, body.toString()));
        }
    }

    @Override
    public void close() {
        connection.close().awaitUninterruptibly();
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
