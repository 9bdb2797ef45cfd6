package dev.slipway.proxy;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** Who is at the other end of a client's connection. */
final class Peer {
    private final byte[] address;
    private final String text;
    private final String scheme;
    private final String host;

    private Peer(byte[] address, String text, String scheme, String host) {
        this.address = address;
        this.text = text;
        this.scheme = scheme;
        this.host = host;
    }

    static Peer of(Channel wire) {
        String scheme = wire.pipeline().get(SslHandler.class) == null ? "http" : "https";
        boolean known = wire.remoteAddress() instanceof InetSocketAddress remote && remote.getAddress() != null;
        if (!known) {
            // It is gone already.
            return new Peer(new byte[0], "unknown", scheme, "unknown");
        }
        InetAddress address = ((InetSocketAddress) wire.remoteAddress()).getAddress();
        String host = wire.localAddress() instanceof InetSocketAddress local
                ? NetUtil.toSocketAddressString(local)
                : "unknown";
        return new Peer(address.getAddress(), address.getHostAddress(), scheme, host);
    }

    byte[] address() {
        return Arrays.copyOf(address, address.length);
    }

    @Override
    public String toString() {
        return text;
    }

    /** What it came to, for one who does not say so himself. */
    String host() {
        return host;
    }

    String scheme() {
        return scheme;
    }

    boolean isEncrypted() {
        return scheme.equals("https");
    }
}
