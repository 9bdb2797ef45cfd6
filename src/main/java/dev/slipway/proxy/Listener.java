package dev.slipway.proxy;

import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A listening socket that serves who has connected already before it closes; the system would reset them. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
final class Listener extends NioServerSocketChannel {
    /** For a handshake that was on its way when newcomers began to go elsewhere. */
    private static final Duration LATECOMERS = Duration.ofMillis(100);

    /** For the selector to forget the socket; before, closing it would only mark it, and it would go on taking connections. */
    private static final Duration FORGETTING = Duration.ofMillis(10);

    void closeServed() {
        eventLoop().schedule(this::forget, LATECOMERS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void forget() {
        deregister();
        eventLoop().schedule(this::takeAllAndClose, FORGETTING.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void takeAllAndClose() {
        List<Object> accepted = new ArrayList<>();
        try {
            while (doReadMessages(accepted) > 0) {
                // Each call takes one.
            }
            javaChannel().close();
        } catch (Exception e) {
            pipeline().fireExceptionCaught(e);
        }
        accepted.forEach(pipeline()::fireChannelRead);
        pipeline().fireChannelReadComplete();
        close();
    }
}
