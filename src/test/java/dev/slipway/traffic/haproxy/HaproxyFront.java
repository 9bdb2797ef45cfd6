package dev.slipway.traffic.haproxy;

import dev.slipway.hands.Traffic;
import dev.slipway.traffic.Front;
import dev.slipway.traffic.Servers;
import dev.slipway.traffic.Snippet;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real HAProxy with the configuration of the manual. */
public final class HaproxyFront implements Front {

    private final Path folder;
    private final int port;
    private Process process;

    private HaproxyFront(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    public static HaproxyFront start(Path folder) throws Exception {
        int port = Servers.freePort();
        Files.createFile(folder.resolve("shop.map"));
        Files.createFile(folder.resolve("shop.bypass"));
        Files.writeString(folder.resolve("haproxy.cfg"), configuration(folder, port));
        return new HaproxyFront(folder, port, run(folder, port));
    }

    static String configuration(Path folder, int port) {
        return Snippet.of(
                        "haproxy.md",
                        "haproxy",
                        Map.of(
                                "/run/haproxy/admin.sock",
                                        folder.resolve("admin.sock").toString(),
                                "/var/lib/slipway/shop", folder.toString(),
                                "bind :8080", "bind 127.0.0.1:" + port))
                .getFirst();
    }

    private static Process run(Path folder, int port) throws Exception {
        Process process = Servers.start(
                folder,
                List.of("haproxy", "-db", "-f", folder.resolve("haproxy.cfg").toString()),
                port);
        // It opens its ports first.
        Servers.until(() -> answers(folder.resolve("admin.sock")) || !process.isAlive());
        return process;
    }

    private static boolean answers(Path socket) {
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    void restart() throws Exception {
        Servers.stop(process);
        process = run(folder, port);
    }

    void kill() {
        Servers.stop(process);
    }

    public Path socket() {
        return folder.resolve("admin.sock");
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Traffic driver() {
        return new HaproxyTraffic(socket(), "shop");
    }

    @Override
    public void close() {
        Servers.stop(process);
    }
}
