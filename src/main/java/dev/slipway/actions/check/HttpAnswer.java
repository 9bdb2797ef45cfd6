package dev.slipway.actions.check;

import dev.slipway.base.Data;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a server answered, or why it did not. */
sealed interface HttpAnswer {

    /** @param headers by lower-case name, several values of one joined with a comma */
    record Answered(int status, Map<String, String> headers, HttpBody body, Duration took) implements HttpAnswer {

        /** The names that expressions read. */
        Map<String, Data> roots() {
            Map<String, Data> named = new LinkedHashMap<>();
            headers.forEach((name, value) -> named.put(name, Data.of(value)));
            Map<String, Data> roots = new LinkedHashMap<>();
            roots.put("status", Data.of(status));
            roots.put("headers", new Data.Mapping(named));
            if (body instanceof HttpBody.Text(String text)) {
                roots.put("body", Data.of(text));
                Json.read(text).ifPresent(json -> roots.put("json", json));
            }
            return roots;
        }
    }

    /** @param says without the address: {@code nothing listens} */
    record Unanswered(String says) implements HttpAnswer {}
}
