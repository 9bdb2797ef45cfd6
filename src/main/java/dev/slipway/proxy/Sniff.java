package dev.slipway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;

/** Tells HTTP/2 by its first bytes, which no request of HTTP/1 begins with, and puts the connection together accordingly. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
final class Sniff extends ByteToMessageDecoder implements Loop.Timed {
    private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();

    private final Loop loop;
    private final Wiring wiring;
    private long since;
    private boolean heard;
    private final Channel channel;

    Sniff(Loop loop, Wiring wiring, Channel channel) {
        this.loop = loop;
        this.wiring = wiring;
        this.channel = channel;
        this.since = loop.now();
        loop.watch(this);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        int seen = Math.min(in.readableBytes(), PREFACE.readableBytes());
        for (int i = 0; i < seen; i++) {
            if (in.getByte(in.readerIndex() + i) != PREFACE.getByte(i)) {
                wiring.http1(ctx.pipeline());
                ctx.pipeline().remove(this);
                return;
            }
        }
        if (seen == PREFACE.readableBytes()) {
            wiring.http2(ctx.pipeline());
            ctx.pipeline().remove(this);
        } else if (!heard) {
            heard = true;
            since = loop.now();
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        loop.unwatch(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        super.userEventTriggered(ctx, event);
        if (event instanceof ChannelInputShutdownEvent) {
            ctx.close();
        }
    }

    @Override
    public void tick(long now) {
        Limits limits = loop.core().limits();
        if (now - since > (heard ? limits.head() : limits.idle()).toNanos()) {
            channel.close();
        }
    }
}
