package dev.slipway.actions.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request, sent once. */
record HttpQuestion(URI uri, String method, Map<String, String> headers, Reading reading) {

    /** Health answers are small; a megabyte of one is a mistake. */
    static final int LARGEST = 1_000_000;

    enum Reading {
        BODY,
        STATUS_ONLY
    }

    HttpAnswer ask(HttpClient client, Duration limit) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
        request.header("User-Agent", "Slipway");
        try {
            headers.forEach(request::setHeader);
        } catch (IllegalArgumentException _) {
            // Its message holds the value, which may be secret.
            return new HttpAnswer.Unanswered("%s was not asked: a header has a character that HTTP does not allow");
        }
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<Optional<String>>> answer = client.sendAsync(request.build(), this::receive);
        try {
            HttpResponse<Optional<String>> response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new HttpAnswer.Answered(response.statusCode(), headersOf(response), response.body(), took);
        } catch (TimeoutException _) {
            return new HttpAnswer.Unanswered("no answer from %s within " + dev.slipway.hands.Patience.said(limit));
        } catch (ExecutionException e) {
            return new HttpAnswer.Unanswered(HttpMistakes.says(e));
        } finally {
            // Also when this thread is interrupted: the exchange ends with the step.
            answer.cancel(true);
        }
    }

    private static Map<String, String> headersOf(HttpResponse<?> response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return headers;
    }

    private HttpResponse.BodySubscriber<Optional<String>> receive(HttpResponse.ResponseInfo info) {
        return switch (reading) {
            case BODY ->
                HttpResponse.BodySubscribers.mapping(
                        HttpResponse.BodySubscribers.limiting(
                                HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8), LARGEST),
                        Optional::of);
            case STATUS_ONLY ->
                HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofInputStream(), HttpQuestion::drop);
        };
    }

    /** An endless body must not hold up an answer whose status is all that is asked. */
    private static Optional<String> drop(InputStream body) {
        try {
            body.close();
        } catch (IOException _) {
            // There is nothing more to want of it.
        }
        return Optional.empty();
    }
}
