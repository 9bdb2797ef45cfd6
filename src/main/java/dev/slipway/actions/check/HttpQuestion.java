package dev.slipway.actions.check;

import dev.slipway.hands.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
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
        int most = reading == Reading.BODY ? LARGEST : 0;
        CompletableFuture<HttpResponse<HttpBody>> answer =
                client.sendAsync(request.build(), _ -> new HttpBody.Reader(most));
        try {
            HttpResponse<HttpBody> response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new HttpAnswer.Answered(response.statusCode(), headersOf(response), response.body(), took);
        } catch (TimeoutException _) {
            return new HttpAnswer.Unanswered("no answer from %s within " + Patience.said(limit));
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
}
