package dev.slipway.actions.deploy;

import dev.slipway.base.Phrase;
import dev.slipway.base.Span;
import dev.slipway.expression.Expressions;
import dev.slipway.expression.Parsed;
import dev.slipway.hands.Headers;
import dev.slipway.parameters.Cel;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.OneOf;
import dev.slipway.parameters.OrOne;
import dev.slipway.parameters.Standard;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request of a smoke test, with what must hold of its answer. */
@OneOf({"get", "post"})
public record SmokeRequest(
        @Doc("The path that is asked for; $name is a capture, $NAME a declared variable, $$ a dollar")
        Optional<String> get,

        @Doc("The path that is posted to") Optional<String> post,

        @Doc("What is posted") @Standard("") String body,

        @Doc("Headers of the request") @Standard("") Map<String, String> headers,

        @Doc("The status that is right, or a list of them") @OrOne @Standard("200")
        List<Integer> status,

        @Doc("Text that must occur in the answer") Optional<String> text,

        @Doc("What must hold of the answer: over status, headers, body and json")
        @Cel(roots = {"status", "headers", "body", "json"})
        Optional<String> json,

        @Doc("Headers that the answer must have, with their values") @Standard("")
        Map<String, String> has,

        @Doc("Names for parts of the answer, for the requests that follow: {token: json.token}") @Standard("")
        Map<String, String> capture) {

    static final List<String> ROOTS = List.of("status", "headers", "body", "json");

    public SmokeRequest {
        String path = get.or(() -> post).orElse("/");
        Visitor.checkPath(path.replace("$", ""));
        Headers.check(headers.keySet());
        if (get.isPresent() && !body.isEmpty()) {
            throw new IllegalArgumentException("'body' goes with 'post'");
        }
        json.ifPresent(condition -> check("json", Expressions.condition(phrase(condition), ROOTS)));
        capture.forEach((name, value) -> {
            if (!name.matches("[a-z][a-z0-9_]{0,40}")) {
                throw new IllegalArgumentException(
                        "'" + name + "' cannot name a capture: small letters, digits and '_', a letter first");
            }
            check(name, Expressions.parse(phrase(value), ROOTS));
        });
    }

    private static Phrase phrase(String text) {
        return new Phrase(text, Span.point("smoke", 1, 1));
    }

    private static void check(String where, Parsed parsed) {
        if (parsed instanceof Parsed.Broken broken) {
            throw new IllegalArgumentException("'" + where + "' cannot be read: "
                    + broken.problems().getFirst().says());
        }
    }

    String method() {
        return get.isPresent() ? "GET" : "POST";
    }

    String path() {
        return get.or(() -> post).orElse("/");
    }

    /** {@code GET /health}. */
    String said() {
        return method() + " " + path().replaceAll("\\?.*", "?…");
    }
}
