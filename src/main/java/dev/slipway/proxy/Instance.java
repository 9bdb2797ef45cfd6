package dev.slipway.proxy;

import dev.slipway.route.Endpoint;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One endpoint, with what was found out about it. */
final class Instance {
    /** How long one that could not be reached comes last. */
    private static final long SHUNNED_NANOS = 1_000_000_000L;

    private final Endpoint endpoint;
    private volatile InetSocketAddress address;
    private volatile long failedAt;
    private volatile boolean failed;
    private final AtomicBoolean lookingUp = new AtomicBoolean();

    Instance(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.address = InetSocketAddress.createUnresolved(endpoint.host(), endpoint.port());
        if (!isNamed()) {
            lookUp();
        }
    }

    private boolean isNamed() {
        return !NetUtil.isValidIpV4Address(endpoint.host()) && !NetUtil.isValidIpV6Address(endpoint.host());
    }

    /** Looks up those that are known by a name, all at once, and does not wait for ever. */
    static void lookUp(List<Instance> instances) {
        long end = System.nanoTime() + Limits.LOOKED_UP.toNanos();
        List<Thread> all = instances.stream()
                .filter(Instance::isNamed)
                .map(Instance::lookUpMeanwhile)
                .toList();
        try {
            for (Thread each : all) {
                boolean _ = each.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread of the system's, because those that ask it for names are held up by it as long as they do. */
    private Thread lookUpMeanwhile() {
        return Thread.ofPlatform().daemon().name("look-up").start(this::lookUp);
    }

    /** Asks the system for the address of a name, which may take time; an address given as such is only read. */
    private void lookUp() {
        try {
            address = new InetSocketAddress(InetAddress.getByName(endpoint.host()), endpoint.port());
        } catch (UnknownHostException _) {
            // The address that was known before may still be right.
        } finally {
            lookingUp.set(false);
        }
    }

    Endpoint endpoint() {
        return endpoint;
    }

    InetSocketAddress address() {
        return address;
    }

    /** A machine that is known by its name may have moved: it is looked up again, and nobody waits for that. */
    void failed(long now) {
        failedAt = now;
        failed = true;
        if (isNamed() && lookingUp.compareAndSet(false, true)) {
            lookUpMeanwhile();
        }
    }

    void reached() {
        if (failed) {
            failed = false;
        }
    }

    boolean isShunned(long now) {
        return failed && now - failedAt < SHUNNED_NANOS;
    }

    boolean failedBefore(Instance other) {
        return failedAt - other.failedAt < 0;
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
