package dev.slipway.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sockets that clients come to, and the threads that serve them. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
final class Front implements AutoCloseable {
    /** As long a queue of connections as Linux allows by default. */
    private static final int BACKLOG = 4096;

    private final Core core;
    private final Sockets sockets;
    private final MultiThreadIoEventLoopGroup group;
    private final Wiring wiring;
    private final List<Listener> listeners = new ArrayList<>();

    Front(Core core, Sockets sockets, Optional<Settings.Tls> tls) {
        this.core = core;
        this.sockets = sockets;
        // Before there are threads: it may throw.
        @Nullable Encrypted encrypted = tls.isPresent() ? Encrypted.of(tls.get()) : null;
        group = new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(), sockets.loops());
        Map<EventLoop, Loop> loops = new HashMap<>();
        for (EventExecutor thread : group) {
            loops.put((EventLoop) thread, new Loop((EventLoop) thread, core, sockets));
        }
        wiring = new Wiring(loops, core, encrypted);
    }

    /** Throws when somebody listens there: with a shared port, the system itself would not say so. */
    static void refuseTaken(Listen listen) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(resolved(listen));
        } catch (IOException e) {
            throw cannotListen(listen, e);
        }
    }

    private static InetSocketAddress resolved(Listen listen) {
        InetSocketAddress address = listen.address();
        if (address.isUnresolved()) {
            throw new ProxyFailure("'" + listen.host() + "' is not an address of this machine");
        }
        return address;
    }

    private static ProxyFailure cannotListen(Listen listen, Throwable cause) {
        return new ProxyFailure("cannot listen on " + listen + ": " + cause.getMessage(), cause);
    }

    int open(Listen listen) {
        return bind(listen, wiring);
    }

    int openFigures(Listen listen, Supplier<String> page) {
        return bind(listen, new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                new ReadTimeoutHandler(Limits.USUAL.head().toSeconds(), TimeUnit.SECONDS),
                                new HttpRequestDecoder(),
                                new HttpResponseEncoder(),
                                new FiguresPage(page));
            }
        });
    }

    private int bind(Listen listen, ChannelHandler children) {
        Channel channel;
        try {
            channel = new ServerBootstrap()
                    .group(group)
                    .channelFactory(sockets.listening())
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .option(sockets.sharedPort(), true)
                    .option(ChannelOption.SO_BACKLOG, BACKLOG)
                    .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                    .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.SO_KEEPALIVE, true)
                    .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                    .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Loop.waterMarks())
                    .childHandler(children)
                    .bind(resolved(listen))
                    .syncUninterruptibly()
                    .channel();
        } catch (ProxyFailure failure) {
            throw failure;
        } catch (Exception e) {
            // Netty throws the I/O failure itself, undeclared.
            throw cannotListen(listen, e);
        }
        channel.pipeline().addLast(new NotTaken(core));
        listeners.add(new Listener(channel, sockets));
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** No new connections any more; those that were made already are served. */
    void stopListening() {
        for (Listener listener : listeners) {
            listener.closeServed().awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
        listeners.clear();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
