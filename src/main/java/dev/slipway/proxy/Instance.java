package dev.slipway.proxy;

import dev.slipway.route.Endpoint;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** One endpoint, with what was found out about it. */
final class Instance {
    /** How long one that could not be reached comes last. */
    private static final long SHUNNED_NANOS = 1_000_000_000L;

    private final Endpoint endpoint;
    private volatile InetSocketAddress address;
    private volatile long failedAt;
    private volatile boolean failed;

    Instance(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.address = InetSocketAddress.createUnresolved(endpoint.host(), endpoint.port());
        lookUp();
    }

    /** Asks the system for the address of a name, which may take time; an address given as such is only read. */
    void lookUp() {
        try {
            address = new InetSocketAddress(InetAddress.getByName(endpoint.host()), endpoint.port());
        } catch (UnknownHostException _) {
            // The address that was known before may still be right.
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
        if (!NetUtil.isValidIpV4Address(endpoint.host()) && !NetUtil.isValidIpV6Address(endpoint.host())) {
            Thread.startVirtualThread(this::lookUp);
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
