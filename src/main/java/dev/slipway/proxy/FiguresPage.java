package dev.slipway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Answers {@code GET /metrics}, and nothing else; one request a connection. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
final class FiguresPage extends SimpleChannelInboundHandler<HttpObject> {
    private final Supplier<String> page;
    private boolean asked;

    FiguresPage(Supplier<String> page) {
        this.page = page;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
        if (!(part instanceof HttpRequest request)) {
            return;
        }
        boolean found = request.decoderResult().isSuccess()
                && request.method().equals(HttpMethod.GET)
                && request.uri().equals("/metrics");
        if (asked) {
            return;
        }
        asked = true;
        if (found) {
            // A predecessor may be asked for what it counted, and the loop has others to serve meanwhile.
            Thread.startVirtualThread(() -> answer(ctx, HttpResponseStatus.OK, page.get()));
        } else {
            answer(ctx, HttpResponseStatus.NOT_FOUND, "Only GET /metrics is here.\n");
        }
    }

    private static void answer(ChannelHandlerContext ctx, HttpResponseStatus status, String page) {
        byte[] text = page.getBytes(StandardCharsets.UTF_8);
        FullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(text));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, text.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
