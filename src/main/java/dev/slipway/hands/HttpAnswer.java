package dev.slipway.hands;

import dev.slipway.base.Data;
import dev.slipway.operations.Json;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a server answered, or why it did not. */
public sealed interface HttpAnswer {

    /** @param headers by lower-case name, several values of one joined with a comma */
    record Answered(int status, Map<String, String> headers, HttpBody body, Duration took) implements HttpAnswer {

        /** The names that expressions read. */
        public Map<String, Data> roots() {
            Map<String, Data> named = new LinkedHashMap<>();
            headers.forEach((name, value) -> named.put(name, Data.of(value)));
            Map<String, Data> roots = new LinkedHashMap<>();
            roots.put("status", Data.of(status));
            roots.put("headers", new Data.Mapping(named));
            if (body instanceof HttpBody.Text(String text)) {
                roots.put("body", Data.of(text));
                json(text).ifPresent(json -> roots.put("json", json));
            }
            return roots;
        }
    }

    /** @param says with {@code %s} where the address belongs: {@code nothing listens at %s} */
    record Unanswered(String says) implements HttpAnswer {
        public String at(URI uri) {
            return says.replace("%s", shown(uri));
        }
    }

    /** Without user and query, where passwords and tokens stand. */
    static String shown(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = Optional.ofNullable(uri.getRawPath()).orElse("");
        return uri.getScheme() + "://" + uri.getHost() + port + path + (uri.getRawQuery() == null ? "" : "?…");
    }

    /** Empty when the text is not one JSON value. */
    private static Optional<Data> json(String text) {
        try {
            return Optional.of(tamed(Json.read(text)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Data tamed(Data data) {
        return switch (data) {
            case Data.Num(BigDecimal value) -> number(value);
            case Data.Listing(var items) ->
                new Data.Listing(items.stream().map(HttpAnswer::tamed).toList());
            case Data.Mapping(var entries) -> {
                Map<String, Data> all = new LinkedHashMap<>();
                entries.forEach((name, value) -> all.put(name, tamed(value)));
                yield new Data.Mapping(all);
            }
            case Data.Text _, Data.Bool _, Data.Nothing _ -> data;
        };
    }

    /** A number too large for 64 bits stays text: written out, 1e999999999 would fill the memory. */
    private static Data number(BigDecimal value) {
        double near = value.doubleValue();
        if (!Double.isFinite(near)) {
            return Data.of(value.toString());
        }
        boolean whole = value.scale() <= 0 && Math.abs(near) < Long.MAX_VALUE;
        return whole ? Data.of(value.longValue()) : new Data.Num(BigDecimal.valueOf(near));
    }
}
