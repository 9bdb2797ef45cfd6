package dev.slipway.flags;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.operations.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** OFREP, the protocol by which clients of OpenFeature ask for flags over HTTP. */
public final class FlagServer implements AutoCloseable {
    private static final String EVALUATE = "/ofrep/v1/evaluate/flags";
    private static final int LARGEST = 100_000;
    private static final int QUEUE = 128;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LiveFlags flags;

    private FlagServer(HttpServer server, LiveFlags flags) {
        this.server = server;
        this.flags = flags;
    }

    public static FlagServer start(InetSocketAddress address, LiveFlags flags) throws IOException {
        FlagServer started = new FlagServer(HttpServer.create(address, QUEUE), flags);
        started.server.createContext("/", started::answer);
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private record Reply(int status, Data.Mapping body) {}

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            boolean one = path.startsWith(EVALUATE + "/") && path.length() > EVALUATE.length() + 1;
            if (path.equals("/healthz") && exchange.getRequestMethod().equals("GET")) {
                send(
                        exchange,
                        new Reply(200, mapping("flags", Data.of(flags.now().size()))),
                        Optional.empty());
            } else if (!one && !path.equals(EVALUATE)) {
                send(exchange, failed(404, "GENERAL", "this is no address of OFREP: " + EVALUATE), Optional.empty());
            } else if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                send(exchange, failed(405, "GENERAL", "it is asked by POST"), Optional.empty());
            } else {
                evaluate(
                        exchange, one ? Optional.of(decoded(path.substring(EVALUATE.length() + 1))) : Optional.empty());
            }
        }
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException _) {
            return raw;
        }
    }

    private void evaluate(HttpExchange exchange, Optional<String> key) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            send(exchange, failed(413, "INVALID_CONTEXT", "the context is larger than 100 kB"), Optional.empty());
            return;
        }
        Map<String, Data> context;
        try {
            context = context(new String(body, UTF_8));
        } catch (IllegalArgumentException e) {
            Reply failed = failed(400, "INVALID_CONTEXT", String.valueOf(e.getMessage()));
            send(exchange, key.map(name -> of(name, failed)).orElse(failed), Optional.empty());
            return;
        }
        if (key.isPresent()) {
            send(exchange, one(key.get(), context), Optional.empty());
            return;
        }
        Reply all = all(context);
        String tag = "\"" + Digest.of(all.body().json()).hex().substring(0, 32) + "\"";
        send(exchange, all, Optional.of(tag));
    }

    /** No body is an empty context. */
    private static Map<String, Data> context(String body) {
        if (body.isBlank()) {
            return Map.of();
        }
        Data data = Json.read(body);
        if (!(data instanceof Data.Mapping(Map<String, Data> request))) {
            throw new IllegalArgumentException("the request is not a JSON object");
        }
        return switch (request.getOrDefault("context", Data.nothing())) {
            case Data.Nothing _ -> Map.of();
            case Data.Mapping(Map<String, Data> context) -> context;
            case Data.Text _, Data.Num _, Data.Bool _, Data.Listing _ ->
                throw new IllegalArgumentException("'context' is not a JSON object");
        };
    }

    private Reply one(String key, Map<String, Data> context) {
        Flag flag = flags.now().get(key);
        if (flag == null) {
            return of(key, failed(404, "FLAG_NOT_FOUND", "there is no flag " + key));
        }
        return switch (flag.answer(context)) {
            case Flag.Answer.Value value -> new Reply(200, told(flag, value));
            // Every client takes its own default then, also those that know no answer without a value.
            case Flag.Answer.Nothing(Flag.Reason reason) ->
                of(
                        key,
                        failed(
                                404,
                                "FLAG_NOT_FOUND",
                                reason == Flag.Reason.DISABLED
                                        ? "the flag " + key + " is disabled"
                                        : "the flag " + key + " has no default variant"));
            case Flag.Answer.Failure(String says) -> of(key, failed(400, "GENERAL", says));
        };
    }

    private Reply all(Map<String, Data> context) {
        List<Data> told = new ArrayList<>();
        flags.now().values().forEach(flag -> {
            switch (flag.answer(context)) {
                case Flag.Answer.Value value -> told.add(told(flag, value));
                case Flag.Answer.Nothing _ -> {}
                case Flag.Answer.Failure(String says) ->
                    told.add(of(flag.key(), failed(400, "GENERAL", says)).body());
            }
        });
        return new Reply(200, mapping("flags", new Data.Listing(told)));
    }

    private static Data.Mapping told(Flag flag, Flag.Answer.Value value) {
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put("key", Data.of(flag.key()));
        entries.put("reason", Data.of(value.reason().name().toUpperCase(Locale.ROOT)));
        entries.put("variant", Data.of(value.variant()));
        entries.put("value", value.value());
        if (!flag.metadata().isEmpty()) {
            entries.put("metadata", new Data.Mapping(flag.metadata()));
        }
        return new Data.Mapping(entries);
    }

    private static Reply of(String key, Reply reply) {
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put("key", Data.of(key));
        entries.putAll(reply.body().entries());
        return new Reply(reply.status(), new Data.Mapping(entries));
    }

    private static Reply failed(int status, String code, String details) {
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put("errorCode", Data.of(code));
        entries.put("errorDetails", Data.of(details));
        return new Reply(status, new Data.Mapping(entries));
    }

    private static Data.Mapping mapping(String key, Data value) {
        return new Data.Mapping(Map.of(key, value));
    }

    private static void send(HttpExchange exchange, Reply reply, Optional<String> tag) throws IOException {
        String known = exchange.getRequestHeaders().getFirst("If-None-Match");
        tag.ifPresent(text -> exchange.getResponseHeaders().set("ETag", text));
        if (tag.isPresent() && tag.get().equals(known)) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        byte[] bytes = reply.body().json().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
