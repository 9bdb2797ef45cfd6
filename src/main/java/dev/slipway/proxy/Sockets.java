package dev.slipway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.socket.SocketChannel;
import java.util.List;

/**
 * How this process talks to the kernel: by Linux's epoll, which takes a tenth less of the processor, or by the JDK's own
 * selectors where the native library does not load, as under a {@code /tmp} that may not execute.
 */
sealed interface Sockets permits EpollSockets, NioSockets {

    static Sockets best() {
        return Epoll.isAvailable() ? new EpollSockets() : new NioSockets();
    }

    IoHandlerFactory loops();

    ChannelFactory<? extends ServerChannel> listening();

    Class<? extends SocketChannel> dialling();

    /** Two processes may listen on one port, so that one can follow the other. */
    ChannelOption<Boolean> sharedPort();

    /** From here on the loop takes nobody any more of itself; what the kernel has taken waits. */
    void forget(Channel listening);

    /** Closes the socket and gives who had connected before; the system would reset them. After {@link #forget}. */
    List<Channel> takeAllAndClose(Channel listening) throws Exception;
}
