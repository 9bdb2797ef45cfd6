package dev.slipway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * How a client's connection, or stream, ends: so that what was written still arrives, or so that nobody takes a part for the
 * whole.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
final class Closing {
    /** The system ends the connection in its usual way. */
    private static final int ORDERLY = -1;

    private static final int RESET = 0;

    private final Loop loop;
    private final Channel channel;
    private boolean heardEnd;
    private boolean endsAnswer;
    private boolean flushed;
    private long since;

    Closing(Loop loop, Channel channel) {
        this.loop = loop;
        this.channel = channel;
    }

    /** The client sends nothing more. */
    void heardEnd() {
        heardEnd = true;
    }

    boolean hasHeardEnd() {
        return heardEnd;
    }

    /**
     * The client learns by the end of its connection that the answer is whole. From now on every other end is a reset, also if
     * this process dies.
     */
    void endsAnswer() {
        endsAnswer = true;
        linger(RESET);
    }

    private void linger(int how) {
        if (channel.config() instanceof SocketChannelConfig config) {
            try {
                config.setSoLinger(how);
            } catch (ChannelException _) {
                // It is closed already.
            }
        }
    }

    /** The answer cannot be ended as it began: the client must not take it for whole. */
    void cut() {
        ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
        if (endsAnswer && tls != null) {
            // Without the goodbye of TLS, which would say the contrary.
            tls.close();
        } else {
            channel.close();
        }
    }

    /**
     * What is written still arrives: only our side is closed, and what the client goes on sending is thrown away for a while.
     *
     * @param written called when all is written and the client may still be sending
     */
    void afterFlush(Runnable written) {
        since = loop.now();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> flushed(written));
    }

    /** The same of an HTTP/2 stream; one that is whole on both sides is closed already. */
    void streamAfterFlush(@Nullable ChannelFuture last) {
        since = loop.now();
        channel.flush();
        if (last != null) {
            last.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void flushed(Runnable written) {
        flushed = true;
        if (endsAnswer) {
            linger(ORDERLY);
        }
        boolean encrypted = channel.pipeline().get(SslHandler.class) != null;
        if (heardEnd || encrypted || !(channel instanceof DuplexChannel duplex)) {
            channel.close();
            return;
        }
        since = loop.now();
        duplex.shutdownOutput();
        written.run();
    }

    boolean isOutputShut() {
        return channel instanceof DuplexChannel duplex && duplex.isOutputShutdown();
    }

    void tick(long now) {
        if (now - since > (flushed ? Limits.LINGER : loop.core().limits().idle()).toNanos()) {
            channel.close();
        }
    }
}
