package dev.slipway.proxy;

import java.net.InetSocketAddress;

/** Where something listens, {@code HOST:PORT}; {@code :PORT} is every address of this machine, port 0 a free one. */
public record Listen(String host, int port) {

    /** Throws {@link IllegalArgumentException} with one sentence. */
    public static Listen of(String written) {
        int colon = written.lastIndexOf(':');
        String host = colon < 0 ? "" : written.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            colon = -1;
        }
        String port = written.substring(colon + 1);
        if (colon < 0 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException("'" + written + "' is not HOST:PORT, such as 127.0.0.1:8080 or :8080");
        }
        return new Listen(host.isEmpty() ? "0.0.0.0" : host, Integer.parseInt(port));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
