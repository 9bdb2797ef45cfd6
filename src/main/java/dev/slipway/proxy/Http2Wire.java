package dev.slipway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.Http2Connection;
import org.jspecify.annotations.Nullable;

/** Ends an HTTP/2 connection that has nothing to do, or whose proxy leaves; its streams are served to their end. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
final class Http2Wire extends ChannelInboundHandlerAdapter implements Loop.Timed {
    private final Loop loop;
    private final Http2Connection connection;
    private @Nullable Channel channel;
    private long since;
    private boolean closing;

    Http2Wire(Loop loop, Http2Connection connection) {
        this.loop = loop;
        this.connection = connection;
        this.since = loop.now();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        loop.watch(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        since = loop.now();
        ctx.fireChannelRead(bytes);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        loop.unwatch(this);
        ctx.fireChannelInactive();
    }

    @Override
    public void tick(long now) {
        if (connection.numActiveStreams() > 0) {
            since = now;
        }
        boolean idle = now - since > loop.core().limits().idle().toNanos();
        if (!closing && channel != null && (idle || loop.core().isLeaving())) {
            closing = true;
            // From the end of its handlers: the codec says goodbye and waits for the streams.
            channel.close();
        }
    }
}
