package dev.slipway.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpRequestEncoder;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One event loop with what belongs to it alone: its connections to versions that wait for a request, and all that has a
 * deadline. A client and its version are served by the same loop, so that nothing is handed from thread to thread.
 */
@SuppressWarnings({"FutureReturnValueIgnored", "deprecation"
}) // what fails shows by the channel's end; AUTO_CLOSE has no successor
final class Loop {
    private final EventLoop thread;
    private final Core core;
    private final Bootstrap dialling;
    private final Map<SocketAddress, ArrayDeque<BackConnection>> idle = new HashMap<>();
    private final Set<Timed> timed = new HashSet<>();
    private long now = System.nanoTime();

    /** Something whose time may be up. */
    interface Timed {
        void tick(long now);
    }

    Loop(EventLoop thread, Core core, Sockets sockets) {
        this.thread = thread;
        this.core = core;
        this.dialling = new Bootstrap()
                .group(thread)
                .channel(sockets.dialling())
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                // A version that refuses a body closes while more of it comes; what it answered is read first.
                .option(ChannelOption.AUTO_CLOSE, false)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMarks())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        core.limits().connect().toMillis())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        BackDecoder decoder = new BackDecoder();
                        channel.pipeline()
                                .addLast(new HttpRequestEncoder(), decoder, new BackConnection(Loop.this, decoder));
                    }
                });
        long every = Limits.TICK.toMillis();
        thread.scheduleWithFixedDelay(this::tick, every, every, TimeUnit.MILLISECONDS);
    }

    static WriteBufferWaterMark waterMarks() {
        return new WriteBufferWaterMark(Limits.WATER_LOW, Limits.WATER_HIGH);
    }

    Core core() {
        return core;
    }

    EventLoop thread() {
        return thread;
    }

    /** Fine enough for deadlines, and free. */
    long now() {
        return now;
    }

    void watch(Timed connection) {
        timed.add(connection);
    }

    void unwatch(Timed connection) {
        timed.remove(connection);
    }

    ChannelFuture dial(SocketAddress address) {
        return dialling.connect(address);
    }

    /** A connection that may be used once more; null where none is left. */
    @Nullable
    BackConnection take(SocketAddress address) {
        ArrayDeque<BackConnection> waiting = idle.get(address);
        if (waiting == null) {
            return null;
        }
        for (BackConnection last = waiting.pollLast(); last != null; last = waiting.pollLast()) {
            if (last.isFresh(System.nanoTime())) {
                return last;
            }
            last.close();
        }
        return null;
    }

    void keep(SocketAddress address, BackConnection connection) {
        ArrayDeque<BackConnection> waiting = idle.computeIfAbsent(address, _ -> new ArrayDeque<>());
        if (waiting.size() >= Limits.POOLED) {
            connection.close();
        } else {
            waiting.addLast(connection);
        }
    }

    void forget(SocketAddress address, BackConnection connection) {
        ArrayDeque<BackConnection> waiting = idle.get(address);
        if (waiting != null) {
            waiting.removeLastOccurrence(connection);
        }
    }

    private void tick() {
        now = System.nanoTime();
        // A copy: whoever's time is up takes itself out.
        new ArrayList<>(timed).forEach(each -> each.tick(now));
        Set<SocketAddress> wanted = core.routing().table().addresses();
        for (Iterator<Map.Entry<SocketAddress, ArrayDeque<BackConnection>>> pools =
                        idle.entrySet().iterator();
                pools.hasNext(); ) {
            Map.Entry<SocketAddress, ArrayDeque<BackConnection>> pool = pools.next();
            ArrayDeque<BackConnection> waiting = pool.getValue();
            // One that has left the plan may be waiting for the last of its connections to end.
            boolean left = !wanted.contains(pool.getKey());
            while (!waiting.isEmpty() && (left || !waiting.peekFirst().isFresh(now))) {
                waiting.removeFirst().close();
            }
            if (waiting.isEmpty()) {
                pools.remove();
            }
        }
    }
}
