package dev.slipway.traffic.nginx;

import dev.slipway.hands.TrafficFailure;
import dev.slipway.route.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Connections from this machine, as Linux lists them in the network that a process sees. */
final class Sockets {

    /** Being opened, open, and closed by the other side only: the request may still be answered. */
    private static final Set<String> OPEN = Set.of("01", "02", "08");

    private Sockets() {}

    /** How many lead to one of these. */
    static long to(Collection<Endpoint> endpoints, long pid) {
        Set<String> wanted = endpoints.stream()
                .map(Sockets::written)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return lines(pid, "tcp").stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 3 && wanted.contains(words[2]) && OPEN.contains(words[3]))
                .count();
    }

    private static List<String> lines(long pid, String family) {
        Path net = Path.of("/proc", Long.toString(pid), "net");
        try {
            List<String> lines = new java.util.ArrayList<>(Files.readAllLines(net.resolve(family)));
            Path six = net.resolve("tcp6");
            if (Files.exists(six)) {
                lines.addAll(Files.readAllLines(six));
            }
            return lines;
        } catch (NoSuchFileException e) {
            throw new TrafficFailure(
                    "nginx's process " + pid + " is not to be seen here, so its connections cannot be counted: run"
                            + " Slipway on the machine, and in the container, where nginx runs.",
                    e);
        } catch (IOException e) {
            throw new TrafficFailure("The connections of this machine cannot be read: " + e.getMessage() + ".", e);
        }
    }

    static Optional<InetAddress> address(Endpoint endpoint) {
        try {
            return Optional.of(InetAddress.ofLiteral(endpoint.host()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** {@code 0100007F:1F90}: words of four bytes, each as a number of this machine, whose lowest byte comes first. */
    private static Optional<String> written(Endpoint endpoint) {
        return address(endpoint).map(address -> {
            byte[] bytes = address.getAddress();
            byte[] turned = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                turned[i] = bytes[i / 4 * 4 + 3 - i % 4];
            }
            return HexFormat.of().withUpperCase().formatHex(turned)
                    + String.format(Locale.ROOT, ":%04X", endpoint.port());
        });
    }
}
