package dev.slipway.actions.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A service as teams have it, in a process of its own: VERSION is what it answers, FAILS how many of a hundred fail; with more it never gets ready. */
public final class ShopServer {
    private ShopServer() {}

    /** The words that start it. */
    public static List<String> words() {
        try {
            Path classes = Path.of(ShopServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xshare:auto",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx32m",
                    "-Dsun.net.httpserver.nodelay=true",
                    "-cp",
                    classes.toString(),
                    ShopServer.class.getName());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void main(String[] args) throws IOException {
        Map<String, String> env = System.getenv();
        String version = env.getOrDefault("VERSION", "?");
        int fails = Integer.parseInt(env.getOrDefault("FAILS", "0"));
        if (env.containsKey("BROKEN")) {
            System.err.println("cannot start: the configuration is broken");
            System.exit(3);
        }
        AtomicLong asked = new AtomicLong();
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(env.get("PORT"))), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/health",
                exchange -> answer(exchange, env.containsKey("SICK") || fails > 100 ? 503 : 200, health(version)));
        server.createContext("/", exchange -> {
            work(String.valueOf(exchange.getRequestURI().getQuery()));
            answer(exchange, asked.getAndIncrement() * 37 % 100 >= 100 - fails ? 500 : 200, "shop " + version + "\n");
        });
        server.start();
        System.out.println("listening");
    }

    /** {@code wait=40} takes 40 ms, so that there is always something under way. */
    private static void work(String query) {
        if (query.startsWith("wait=")) {
            LockSupport.parkNanos(
                    Duration.ofMillis(Integer.parseInt(query.substring(5))).toNanos());
        }
    }

    private static String health(String version) {
        return "{\"status\": \"ok\", \"version\": \"" + version + "\"}";
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
