package openrisk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP: routes with an {id} in them, JSON, a count of every answer. */
final class Server {
    private static final int LAST_ANSWERS = 8;

    private final HttpServer http;
    private final Map<Pattern, Route> routes = new LinkedHashMap<>();
    private final Metrics metrics = new Metrics();

    /** What a request asks for: the number in its path, or 0, and its body. */
    record Request(long id, String body) {}

    record Answer(int status, String type, String body) {
        static Answer json(int status, String body) {
            return new Answer(status, "application/json", body);
        }
    }

    interface Route {
        Answer answer(Request request) throws SQLException;
    }

    private Server(HttpServer http) {
        this.http = http;
    }

    static Server at(int port) throws IOException {
        Server server = new Server(HttpServer.create(new InetSocketAddress(port), 512));
        server.http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.http.createContext("/", server::handle);
        server.on("GET /api/v1/metrics", request -> new Answer(200, "text/plain; version=0.0.4", server.metrics.page()));
        return server;
    }

    void on(String route, Route answers) {
        routes.put(Pattern.compile(route.replace("{id}", "(\\d{1,18})")), answers);
    }

    void start() {
        http.start();
    }

    /** What is being answered is answered. */
    void stop() {
        http.stop(LAST_ANSWERS);
    }

    private void handle(HttpExchange exchange) throws IOException {
        long began = System.nanoTime();
        Answer answer = answer(exchange);
        metrics.count(exchange.getRequestURI().getPath(), answer.status(), System.nanoTime() - began);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("X-OpenRisk-Version", String.valueOf(System.getenv("OPENRISK_VERSION")));
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (Map.Entry<Pattern, Route> route : routes.entrySet()) {
            Matcher matcher = route.getKey().matcher(asked);
            if (matcher.matches()) {
                long id = matcher.groupCount() == 0 ? 0 : Long.parseLong(matcher.group(1));
                return guarded(asked, route.getValue(), new Request(id, body));
            }
        }
        return Answer.json(404, "{\"error\": \"there is no such address\"}");
    }

    private static Answer guarded(String asked, Route route, Request request) {
        try {
            return route.answer(request);
        } catch (SQLException refused) {
            // Classes 22 and 23: what was sent is not as it must be. Everything else is ours.
            String state = String.valueOf(refused.getSQLState());
            if (state.startsWith("22") || state.startsWith("23")) {
                return Answer.json(400, "{\"error\": \"this is no risk that can be kept\"}");
            }
            System.out.println("ERROR " + asked + ": " + refused.getMessage());
            return Answer.json(500, "{\"error\": \"the database did not answer\"}");
        } catch (RuntimeException bug) {
            System.out.println("ERROR " + asked + ": " + bug);
            return Answer.json(500, "{\"error\": \"this should not have happened\"}");
        }
    }
}
