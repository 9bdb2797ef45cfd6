package dev.slipway.actions.deploy;

import dev.slipway.base.Data;
import dev.slipway.expression.Expression.Evaluation;
import dev.slipway.expression.Expressions;
import dev.slipway.hands.Ask;
import dev.slipway.hands.Ask.Question;
import dev.slipway.hands.HttpAnswer;
import dev.slipway.hands.HttpAnswer.Answered;
import dev.slipway.hands.HttpBody;
import dev.slipway.hands.Place;
import dev.slipway.route.Pin;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Several requests in order, each with what must hold of its answer. */
record SmokeTest(List<SmokeRequest> requests, Place.Environment environment) {

    /** The environment variables that the requests refer to. */
    static List<String> variables(List<Data> requests) {
        return requests.stream()
                .flatMap(request -> texts(request).stream())
                .flatMap(text -> Dollars.variables(text).stream())
                .distinct()
                .toList();
    }

    private static List<String> texts(Data data) {
        return switch (data) {
            case Data.Mapping(Map<String, Data> entries) ->
                entries.entrySet().stream()
                        .filter(entry ->
                                List.of("get", "post", "body", "headers").contains(entry.getKey()))
                        .flatMap(entry -> entry.getValue() instanceof Data.Mapping(Map<String, Data> headers)
                                ? headers.values().stream().map(Data::plain)
                                : Stream.of(entry.getValue().plain()))
                        .toList();
            case Data.Text _, Data.Num _, Data.Bool _, Data.Nothing _, Data.Listing _ -> List.of();
        };
    }

    /** Asks all of them; the first that is not as it should be is said, in a sentence without a full stop. */
    Optional<String> failure(Visitor visitor, URI base, @Nullable Pin pin) throws InterruptedException {
        Dollars dollars = new Dollars(environment);
        for (SmokeRequest request : requests) {
            Optional<String> wrong = ask(visitor, base, pin, new Asked(request, dollars));
            if (wrong.isPresent()) {
                return wrong.map(says -> request.said() + ": " + says);
            }
        }
        return Optional.empty();
    }

    private record Asked(SmokeRequest request, Dollars dollars) {}

    private static Optional<String> ask(Visitor visitor, URI base, @Nullable Pin pin, Asked asked)
            throws InterruptedException {
        SmokeRequest request = asked.request();
        Dollars dollars = asked.dollars();
        Optional<String> lacking = dollars.lacking(request.path())
                .or(() -> dollars.lacking(request.body()))
                .or(() -> request.headers().values().stream()
                        .flatMap(value -> dollars.lacking(value).stream())
                        .findFirst());
        if (lacking.isPresent()) {
            return Optional.of("$" + lacking.get() + " is neither captured before nor declared");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> headers.put(name, dollars.fill(value)));
        URI uri;
        try {
            uri = Visitor.uri(base, dollars.fill(request.path()));
        } catch (IllegalArgumentException _) {
            return Optional.of("with what was filled in it is not an address");
        }
        if (pin != null) {
            headers.put(pin.name(), pin.value());
        }
        String body = dollars.fill(request.body());
        return switch (visitor.ask(new Question(request.method(), uri, headers, body, Ask.Reading.BODY))) {
            case HttpAnswer.Unanswered none -> Optional.of(none.at(uri));
            case Answered answered -> judge(request, answered, dollars);
        };
    }

    private static Optional<String> judge(SmokeRequest request, Answered answer, Dollars dollars) {
        Optional<String> strange = Visitor.unlessOneOf(request.status(), answer.status());
        if (strange.isPresent()) {
            return strange;
        }
        if (!(answer.body() instanceof HttpBody.Text(String body))) {
            return Optional.of("the answer is larger than 1 MB");
        }
        if (request.text().filter(text -> !body.contains(text)).isPresent()) {
            return Optional.of("'" + request.text().get() + "' does not occur in the answer");
        }
        for (Map.Entry<String, String> header : request.has().entrySet()) {
            String value = answer.headers().getOrDefault(header.getKey().toLowerCase(Locale.ROOT), "");
            if (!value.equals(header.getValue())) {
                return Optional.of("the header " + header.getKey() + " is not '" + header.getValue() + "'");
            }
        }
        return unmet(request, answer).or(() -> capture(request, answer, dollars));
    }

    private static Optional<String> unmet(SmokeRequest request, Answered answer) {
        if (request.json().isEmpty()) {
            return Optional.empty();
        }
        String condition = request.json().get();
        return switch (Expressions.evaluate(condition, answer.roots())) {
            case Evaluation.Value(Data.Bool(boolean holds)) ->
                holds ? Optional.empty() : Optional.of(condition + " does not hold");
            case Evaluation.Value _ -> Optional.of(condition + " is neither true nor false");
            case Evaluation.Failure(String says) -> Optional.of(condition + " cannot be told: " + says);
        };
    }

    private static Optional<String> capture(SmokeRequest request, Answered answer, Dollars dollars) {
        for (Map.Entry<String, String> capture : request.capture().entrySet()) {
            switch (Expressions.evaluate(capture.getValue(), answer.roots())) {
                case Evaluation.Value(Data value) -> dollars.capture(capture.getKey(), value.plain());
                case Evaluation.Failure(String says) -> {
                    return Optional.of(capture.getKey() + " cannot be captured: " + says);
                }
            }
        }
        return Optional.empty();
    }
}
