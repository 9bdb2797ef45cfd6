package dev.slipway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.List;

@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
record NioSockets() implements Sockets {

    @Override
    public IoHandlerFactory loops() {
        return NioIoHandler.newFactory();
    }

    @Override
    public ChannelFactory<? extends ServerChannel> listening() {
        return Listener::new;
    }

    @Override
    public Class<? extends SocketChannel> dialling() {
        return NioSocketChannel.class;
    }

    @Override
    public ChannelOption<Boolean> sharedPort() {
        return NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT);
    }

    /** Without this, closing the socket would only mark it, and it would go on taking connections. */
    @Override
    public void forget(Channel listening) {
        listening.deregister();
    }

    @Override
    public List<Channel> takeAllAndClose(Channel listening) throws Exception {
        return ((Listener) listening).takeAllAndClose();
    }

    private static final class Listener extends NioServerSocketChannel {
        List<Channel> takeAllAndClose() throws Exception {
            List<Object> accepted = new ArrayList<>();
            while (doReadMessages(accepted) > 0) {
                // Each call takes one.
            }
            javaChannel().close();
            return accepted.stream().map(Channel.class::cast).toList();
        }
    }
}
