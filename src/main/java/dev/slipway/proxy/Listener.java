package dev.slipway.proxy;

import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A listening socket that serves who has connected already before it closes; the system would reset them. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
final class Listener extends NioServerSocketChannel {

    /** On its event loop. */
    void closeServed() {
        List<Object> accepted = new ArrayList<>();
        try {
            while (doReadMessages(accepted) > 0) {
                // Each call takes one.
            }
        } catch (Exception e) {
            pipeline().fireExceptionCaught(e);
        }
        accepted.forEach(pipeline()::fireChannelRead);
        pipeline().fireChannelReadComplete();
        close();
    }
}
