import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A small shop that listens at $PORT: java Shop.java VERSION. It needs nothing but a JDK. */
public class Shop {
    public static void main(String[] args) throws Exception {
        String version = args[0];
        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/health", exchange -> answer(exchange, version, 200, "ok\n"));
        server.createContext("/items", exchange -> visit(exchange, version, 200, "[\"rope\", \"anchor\", \"lamp\"]\n"));
        server.createContext("/orders", exchange -> visit(exchange, version, 201, "thank you\n"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(1)));
        server.start();
        System.out.println("shop " + version + " listens at port " + port);
    }

    private static final AtomicLong VISITS = new AtomicLong();

    private static void visit(HttpExchange exchange, String version, int status, String text) throws IOException {
        long visit = VISITS.incrementAndGet();
        work(version.equals("v3") ? 60 : 5);
        // The mistake in v3: two of 25 visits fail. Its tests have not found it, as tests do not.
        if (version.equals("v3") && (visit % 25 == 11 || visit % 25 == 22)) {
            answer(exchange, version, 500, "out of rope\n");
        } else {
            answer(exchange, version, status, text);
        }
    }

    private static void work(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, String version, int status, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Version", version);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
