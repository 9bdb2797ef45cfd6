package dev.slipway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
record EpollSockets() implements Sockets {
    /** Of an IPv6 address with its scope and port. */
    private static final int LONGEST_ADDRESS = 26;

    @Override
    public IoHandlerFactory loops() {
        return EpollIoHandler.newFactory();
    }

    @Override
    public ChannelFactory<? extends ServerChannel> listening() {
        return EpollServerSocketChannel::new;
    }

    @Override
    public Class<? extends SocketChannel> dialling() {
        return EpollSocketChannel.class;
    }

    @Override
    public ChannelOption<Boolean> sharedPort() {
        return EpollChannelOption.SO_REUSEPORT;
    }

    @Override
    public void forget(Channel listening) {
        listening.config().setAutoRead(false);
    }

    @Override
    public List<Channel> takeAllAndClose(Channel listening) throws IOException {
        Socket socket = (Socket) ((EpollServerSocketChannel) listening).fd();
        List<Channel> accepted = new ArrayList<>();
        byte[] address = new byte[LONGEST_ADDRESS];
        for (int taken = socket.accept(address); taken >= 0; taken = socket.accept(address)) {
            accepted.add(new EpollSocketChannel(taken));
        }
        listening.close();
        return accepted;
    }
}
