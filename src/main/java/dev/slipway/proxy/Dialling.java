package dev.slipway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Finds a connection to a version for one request: one that rests, or a new one; an endpoint after the other. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows by the channel's end
final class Dialling {
    private final Loop loop;
    private final Pool pool;
    private final Caller caller;
    private final int first;
    private int tries;

    /** Who wants it; only one of the two is told, and that once for each {@link #fresh}. */
    interface Caller {
        void connected(BackConnection connection);

        void unreachable();

        /** The connection that was being made is not wanted any more. */
        boolean isOver();
    }

    Dialling(Loop loop, Pool pool, Caller caller) {
        this.loop = loop;
        this.pool = pool;
        this.caller = caller;
        this.first = pool.nextTurn();
    }

    /** A connection that rested; null where there is none. It may have been closed without our knowing yet. */
    @Nullable
    BackConnection rested() {
        return loop.take(instance().address());
    }

    /** A new connection to the endpoint whose turn it is, or to the next that can be reached. */
    void fresh() {
        if (tries >= pool.size()) {
            caller.unreachable();
            return;
        }
        Instance instance = instance();
        InetSocketAddress address = instance.address();
        if (address.isUnresolved()) {
            missed(instance);
            return;
        }
        loop.dial(address).addListener((ChannelFuture dialled) -> dialled(dialled, instance, address));
    }

    private void dialled(ChannelFuture dialled, Instance instance, InetSocketAddress address) {
        Channel channel = dialled.channel();
        if (caller.isOver()) {
            channel.close();
        } else if (dialled.isSuccess()) {
            instance.reached();
            BackConnection connection = channel.pipeline().get(BackConnection.class);
            connection.reached(address);
            caller.connected(connection);
        } else {
            missed(instance);
        }
    }

    private void missed(Instance instance) {
        // From now on it comes last.
        instance.failed(System.nanoTime());
        tries++;
        fresh();
    }

    private Instance instance() {
        return pool.at(first, System.nanoTime());
    }
}
