package dev.slipway.bench;

import dev.slipway.hands.Traffic;
import dev.slipway.route.Endpoint;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.traffic.Front;
import dev.slipway.traffic.Servers;
import dev.slipway.traffic.embedded.EmbeddedTraffic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ./slipway proxy run} as it is shipped: with its launcher, its options and its AOT cache. */
record ShippedProxy(Process process, int port, Path control) implements Front {

    static ShippedProxy start(Path folder, String... more) throws Exception {
        int port = Servers.freePort();
        ShippedProxy proxy = new ShippedProxy(begin(folder, port, more), port, control(folder));
        try {
            // It opens the port first, and then the socket by which it is steered.
            Servers.until(() -> Files.exists(control(folder)) && listens(port));
            return proxy;
        } catch (Exception e) {
            proxy.close();
            throw e;
        }
    }

    /** Does not wait until it serves. */
    static Process begin(Path folder, int port, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "./slipway",
                "proxy",
                "run",
                "--listen",
                "127.0.0.1:" + port,
                "--control",
                control(folder).toString(),
                "--state",
                folder.resolve("state").toString()));
        words.addAll(List.of(more));
        return new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path control(Path folder) {
        return folder.resolve("ctl");
    }

    /** All requests to this one. */
    ShippedProxy serving(int backend) {
        EmbeddedTraffic driver = new EmbeddedTraffic(control);
        driver.apply(
                RoutePlan.only(new PoolId("v1"), List.of(Endpoint.local(backend))),
                driver.read().generation());
        return this;
    }

    /** Of one request; 0 where nobody answers. */
    static int status(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String said = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return said.length() < 12 ? 0 : Integer.parseInt(said.substring(9));
        } catch (IOException _) {
            return 0;
        }
    }

    private static boolean listens(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public Traffic driver() {
        return new EmbeddedTraffic(control);
    }

    @Override
    public void close() {
        Servers.stop(process);
    }
}
