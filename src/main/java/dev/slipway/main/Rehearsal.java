package dev.slipway.main;

import dev.slipway.proxy.Listen;
import dev.slipway.proxy.Proxy;
import dev.slipway.proxy.Settings;
import dev.slipway.route.Endpoint;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.traffic.embedded.EmbeddedTraffic;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What a proxy does in its first second, done once when a clone is built: the JVM notes which classes that takes, for the cache
 * with which later starts are fast.
 */
final class Rehearsal {
    private static final Listen ANYWHERE = new Listen("127.0.0.1", 0);

    private Rehearsal() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("slipway-rehearsal");
        try {
            rehearse(folder);
        } finally {
            delete(folder);
        }
    }

    private static void rehearse(Path folder) throws IOException, InterruptedException {
        // A proxy without a plan answers every request, which is all that is needed of a version here.
        try (Proxy version = Proxy.start(settings(folder, "version"))) {
            RoutePlan plan = RoutePlan.only(new PoolId("v1"), List.of(Endpoint.local(version.port())));
            Listen free = new Listen(ANYWHERE.host(), freePort());
            Path control = folder.resolve("front");
            List<String> words = List.of(
                    "proxy",
                    "run",
                    "--listen",
                    free.toString(),
                    "--control",
                    control.toString(),
                    "--state",
                    folder.resolve("state").toString());
            serve(words, control, driver -> {
                driver.apply(plan, 0);
                ask(free.port(), "GET / HTTP/1.1\r\nHost: rehearsal\r\nConnection: close\r\n\r\n");
                ask(
                        free.port(),
                        "POST / HTTP/1.1\r\nHost: rehearsal\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi");
            });
            // Once more, from the plan that it kept.
            serve(words, control, _ -> {});
        }
    }

    private interface Part {
        void with(EmbeddedTraffic driver) throws IOException;
    }

    /** As it is typed, and not only what is below: the way in is a good part of a start. */
    private static void serve(List<String> words, Path control, Part part) throws IOException, InterruptedException {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        AtomicInteger exit = new AtomicInteger(-1);
        Thread proxy = Thread.ofPlatform().start(() -> exit.set(Main.answer(words, nowhere, nowhere)));
        while (proxy.isAlive() && !Files.exists(control)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        if (!proxy.isAlive()) {
            throw new IOException("the proxy of the rehearsal ended with " + exit.get());
        }
        EmbeddedTraffic driver = new EmbeddedTraffic(control);
        part.with(driver);
        driver.observe(new PoolId("v1"));
        driver.stop();
        proxy.join();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Settings settings(Path folder, String name) {
        return new Settings(
                ANYWHERE,
                folder.resolve(name),
                Optional.of(folder.resolve(name + "-state")),
                Optional.empty(),
                Optional.of(ANYWHERE),
                Settings.Start.ALONE);
    }

    private static void ask(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
