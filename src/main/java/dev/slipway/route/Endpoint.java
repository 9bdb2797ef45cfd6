package dev.slipway.route;

/** Where one instance of a version listens. */
public record Endpoint(String host, int port) {

    public Endpoint {
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '/' || c == ';' || c > '~')) {
            throw new IllegalArgumentException("'" + host + "' is not the name or address of a machine");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is a number from 1 to 65535, not " + port);
        }
    }

    /** Whether the host is an address, and not a name that somebody would have to look up. */
    public boolean isAddress() {
        return Addresses.parse(host).isPresent();
    }

    public static Endpoint local(int port) {
        return new Endpoint("127.0.0.1", port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
