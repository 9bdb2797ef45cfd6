package dev.slipway.proxy;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** Who is at the other end of a client's connection. */
final class Peer {
    private final byte[] address;
    private final String text;
    private final String scheme;

    private Peer(byte[] address, String text, String scheme) {
        this.address = address;
        this.text = text;
        this.scheme = scheme;
    }

    static Peer of(Channel wire) {
        String scheme = wire.pipeline().get(SslHandler.class) == null ? "http" : "https";
        boolean known = wire.remoteAddress() instanceof InetSocketAddress remote && remote.getAddress() != null;
        if (!known) {
            // It is gone already.
            return new Peer(new byte[0], "unknown", scheme);
        }
        InetAddress address = ((InetSocketAddress) wire.remoteAddress()).getAddress();
        return new Peer(address.getAddress(), address.getHostAddress(), scheme);
    }

    byte[] address() {
        return Arrays.copyOf(address, address.length);
    }

    @Override
    public String toString() {
        return text;
    }

    String scheme() {
        return scheme;
    }

    boolean isEncrypted() {
        return scheme.equals("https");
    }
}
