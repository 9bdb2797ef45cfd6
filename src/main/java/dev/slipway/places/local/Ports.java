package dev.slipway.places.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Ports of this machine: which are free, and who is connected to one. */
final class Ports {
    /** Below what systems give to connections of their own, so that none of those takes a port while its process restarts. */
    private static final int FIRST = 20_000;

    private static final int COUNT = 10_000;

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private Ports() {}

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException _) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** A free one, not among {@code taken}; {@code seed} spreads those of several processes. */
    static OptionalInt free(int seed, Set<Integer> taken) {
        for (int i = 0; i < COUNT; i++) {
            int port = FIRST + Math.floorMod(seed + i, COUNT);
            if (!taken.contains(port) && isFree(port)) {
                return OptionalInt.of(port);
            }
        }
        return OptionalInt.empty();
    }

    /** Connections that are established to this port of this machine, counted at the side that listens. */
    static int connections(int port) throws IOException {
        String end = ":%04X".formatted(port);
        int count = 0;
        for (Path table : TABLES) {
            if (Files.exists(table)) {
                try (Stream<String> lines = Files.lines(table)) {
                    count += (int) lines.map(line -> line.strip().split("\\s+", 5))
                            .filter(words -> words.length > 4 && words[1].endsWith(end) && words[3].equals("01"))
                            .count();
                }
            }
        }
        return count;
    }
}
