package dev.slipway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A listening socket that serves who has connected already before it closes; the system would reset them. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
record Listener(Channel channel, Sockets sockets) {
    /** For a handshake that was on its way when newcomers began to go elsewhere. */
    private static final Duration LATECOMERS = Duration.ofMillis(100);

    /** For the loop to forget the socket. */
    private static final Duration FORGETTING = Duration.ofMillis(10);

    ChannelFuture closeServed() {
        channel.eventLoop().schedule(this::forget, LATECOMERS.toMillis(), TimeUnit.MILLISECONDS);
        return channel.closeFuture();
    }

    private void forget() {
        sockets.forget(channel);
        channel.eventLoop().schedule(this::takeAllAndClose, FORGETTING.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void takeAllAndClose() {
        try {
            List<Channel> accepted = sockets.takeAllAndClose(channel);
            accepted.forEach(channel.pipeline()::fireChannelRead);
            channel.pipeline().fireChannelReadComplete();
        } catch (Exception e) {
            channel.pipeline().fireExceptionCaught(e);
        }
        channel.close();
    }
}
