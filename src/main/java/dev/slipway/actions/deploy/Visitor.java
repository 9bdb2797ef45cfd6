package dev.slipway.actions.deploy;

import dev.slipway.base.Data;
import dev.slipway.operations.Json;
import dev.slipway.route.Pin;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks over HTTP as a visitor would, each time once. */
final class Visitor implements AutoCloseable {
    /** Health answers and pages of a smoke test are small; a larger answer is a mistake. */
    private static final long LARGEST = 1_000_000;

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LONGEST)
            .build();

    /** Where a path is below a base that may end with a slash. */
    static URI uri(URI base, String path) {
        return URI.create(base.toString().replaceAll("/$", "") + path);
    }

    /** What is written as a path is one; throws {@link IllegalArgumentException} with one sentence. */
    static void checkPath(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("'" + path + "' is not a path: it begins with /");
        }
        String before = "http://localhost";
        try {
            new URI(before + path);
        } catch (URISyntaxException e) {
            int at = Math.clamp(e.getIndex() - before.length(), 0, path.length() - 1);
            char bad = path.charAt(at);
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "'%s' is not a path: write its '%s' as %%%02X", path, bad, (int) bad));
        }
    }

    sealed interface Answer {

        /** What is wrong, in a few words, when its status is none of these. */
        Optional<String> unlessOneOf(List<Integer> right);

        record Answered(int status, Map<String, String> headers, String body) implements Answer {
            /** The names that expressions read. */
            Map<String, Data> roots() {
                Map<String, Data> named = new LinkedHashMap<>();
                headers.forEach((name, value) -> named.put(name, Data.of(value)));
                Map<String, Data> roots = new LinkedHashMap<>();
                roots.put("status", Data.of(status));
                roots.put("headers", new Data.Mapping(named));
                roots.put("body", Data.of(body));
                json().ifPresent(json -> roots.put("json", json));
                return roots;
            }

            @Override
            public Optional<String> unlessOneOf(List<Integer> right) {
                return right.contains(status)
                        ? Optional.empty()
                        : Optional.of(status + " instead of "
                                + right.stream().map(String::valueOf).collect(Collectors.joining(" or ")));
            }

            private Optional<Data> json() {
                try {
                    return Optional.of(Json.read(body));
                } catch (IllegalArgumentException _) {
                    return Optional.empty();
                }
            }
        }

        /** @param says a few words: {@code nothing listens there} */
        record None(String says) implements Answer {
            @Override
            public Optional<String> unlessOneOf(List<Integer> right) {
                return Optional.of(says);
            }
        }
    }

    /** What is asked. */
    record Question(String method, URI uri, Map<String, String> headers, String body) {
        static Question get(URI uri) {
            return new Question("GET", uri, Map.of(), "");
        }

        Question by(Pin pin) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put(pin.name(), pin.value());
            return new Question(method, uri, all, body);
        }
    }

    Answer ask(Question question) throws InterruptedException {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(question.uri())
                    .timeout(LONGEST)
                    .header("User-Agent", "Slipway")
                    .method(
                            question.method(),
                            question.body().isEmpty()
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(question.body()));
            question.headers().forEach(request::setHeader);
        } catch (IllegalArgumentException _) {
            // Its text may hold a value that is secret.
            return new Answer.None("it could not be asked: a header or the address has a character that HTTP forbids");
        }
        try {
            HttpResponse<String> response = client.send(
                    request.build(), HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LARGEST));
            Map<String, String> headers = new LinkedHashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            return new Answer.Answered(response.statusCode(), headers, response.body());
        } catch (ConnectException _) {
            return new Answer.None("nothing listens there");
        } catch (HttpTimeoutException _) {
            return new Answer.None("no answer within 10 s");
        } catch (IOException _) {
            return new Answer.None("the connection broke off, or the answer was larger than 1 MB");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
