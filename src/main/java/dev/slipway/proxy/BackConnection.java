package dev.slipway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.VoidChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connection to a version: serves one request after the other, and rests in between. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
final class BackConnection extends ChannelInboundHandlerAdapter {
    private final Loop loop;
    private final BackDecoder decoder;
    private @Nullable Channel channel;
    private @Nullable SocketAddress address;
    private @Nullable ChannelPromise unwatched;
    private @Nullable Exchange exchange;
    private long restingSince;

    BackConnection(Loop loop, BackDecoder decoder) {
        this.loop = loop;
        this.decoder = decoder;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        // A write that fails says nothing new: the end of the connection is read, after what was answered before it.
        unwatched = new VoidChannelPromise(ctx.channel(), false);
    }

    private Channel channel() {
        if (channel == null) {
            throw new IllegalStateException("a connection without a channel");
        }
        return channel;
    }

    /** @param at by which it was dialled, under which it rests later */
    void reached(SocketAddress at) {
        address = at;
    }

    void begin(Exchange serving) {
        exchange = serving;
        decoder.expect(serving.isHead());
    }

    void write(Object part) {
        channel().write(part, Objects.requireNonNull(unwatched));
    }

    void flush() {
        channel().flush();
    }

    boolean isWritable() {
        return channel().isWritable();
    }

    /** Whether its answers are read on; not while the client takes them more slowly than they come. */
    void read(boolean on) {
        if (channel().config().isAutoRead() != on) {
            channel().config().setAutoRead(on);
        }
    }

    boolean heardAnything() {
        return decoder.heardAnything();
    }

    boolean hasBytesLeft() {
        return decoder.hasBytesLeft();
    }

    boolean isFresh(long now) {
        return channel().isActive()
                && now - restingSince < loop.core().limits().pooled().toNanos();
    }

    /** Its answer has come whole; it may have another request. */
    void rest() {
        exchange = null;
        if (address == null || !channel().isActive()) {
            close();
            return;
        }
        decoder.rest();
        restingSince = System.nanoTime();
        read(true);
        loop.keep(address, this);
    }

    /** Nothing that still comes from it concerns anybody. */
    void close() {
        exchange = null;
        channel().close();
    }

    /** From now on bytes are passed on as they come. */
    void becomeTunnel() {
        channel().pipeline().remove(HttpRequestEncoder.class);
        channel().pipeline().remove(decoder);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) {
        Exchange serving = exchange;
        if (serving == null) {
            ReferenceCountUtil.release(part);
            return;
        }
        switch (part) {
            case HttpResponse head -> serving.answerBegins(head);
            case HttpContent content -> serving.answerGoesOn(content);
            case ByteBuf bytes -> serving.tunnelled(bytes);
            default -> ReferenceCountUtil.release(part);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.flushAnswer();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.backWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        Exchange serving = exchange;
        if (serving != null) {
            exchange = null;
            serving.backClosed(decoder.heardAnything());
        } else if (address != null) {
            loop.forget(address, this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // An answer without a length must not look whole because its connection broke.
        Exchange serving = exchange;
        exchange = null;
        if (serving != null) {
            serving.backClosed(decoder.heardAnything());
        }
        ctx.close();
    }
}
