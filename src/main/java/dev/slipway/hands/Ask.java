package dev.slipway.hands;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks over HTTP, each question once. */
public final class Ask implements AutoCloseable {
    /** Health answers and pages of a test are small; a megabyte of one is a mistake. */
    private static final int LARGEST = 1_000_000;

    private final HttpClient client;

    public enum Redirects {
        FOLLOWED,
        AN_ANSWER
    }

    public enum Reading {
        BODY,
        STATUS_ONLY
    }

    /** @param body empty for none */
    public record Question(String method, URI uri, Map<String, String> headers, String body, Reading reading) {
        public static Question get(URI uri) {
            return new Question("GET", uri, Map.of(), "", Reading.BODY);
        }

        public Question with(String header, String value) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put(header, value);
            return new Question(method, uri, all, body, reading);
        }
    }

    public Ask(Redirects redirects, Duration connecting) {
        client = HttpClient.newBuilder()
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .followRedirects(
                        redirects == Redirects.FOLLOWED ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
                .connectTimeout(connecting)
                .build();
    }

    /** Header and body within {@code limit}. */
    public HttpAnswer ask(Question question, Duration limit) throws InterruptedException {
        HttpRequest request;
        try {
            request = request(question);
        } catch (IllegalArgumentException _) {
            // Its message holds the value, which may be secret.
            return new HttpAnswer.Unanswered("%s was not asked: a header has a character that HTTP does not allow");
        }
        long start = System.nanoTime();
        int most = question.reading() == Reading.BODY ? LARGEST : 0;
        CompletableFuture<HttpResponse<HttpBody>> answer = client.sendAsync(request, _ -> new HttpBody.Reader(most));
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

    private static HttpRequest request(Question question) {
        HttpRequest.Builder request = HttpRequest.newBuilder(question.uri())
                .method(
                        question.method(),
                        question.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(question.body()));
        // Without TLS the client would ask each server to change to HTTP/2, which some misunderstand.
        boolean tls = "https".equalsIgnoreCase(question.uri().getScheme());
        request.version(tls ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
        request.header("User-Agent", "Slipway");
        question.headers().forEach(request::setHeader);
        return request.build();
    }

    private static Map<String, String> headersOf(HttpResponse<?> response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return headers;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
