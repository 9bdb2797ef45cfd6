package dev.slipway.actions.judge;

import dev.slipway.hands.Patience;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks by HTTP, within a time and up to a size. */
final class Fetch implements AutoCloseable {
    private static final int LARGEST = 32_000_000;

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, String> headers;

    sealed interface Fetched {
        record Answered(int status, String text) implements Fetched {}

        /** @param why with the address, but without what may be secret in it */
        record Not(String why) implements Fetched {}
    }

    /** @param headers such as {@code Authorization}, already filled in; never shown */
    Fetch(Map<String, String> headers) {
        this.headers = Map.copyOf(headers);
    }

    Fetched get(URI uri, Duration limit) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).GET().header("User-Agent", "Slipway");
        try {
            headers.forEach(request::setHeader);
        } catch (IllegalArgumentException _) {
            // Its message holds the value, which may be secret.
            return new Fetched.Not("a header has a character that HTTP does not allow");
        }
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                request.build(),
                _ -> HttpResponse.BodySubscribers.mapping(
                        HttpResponse.BodySubscribers.ofByteArray(),
                        bytes -> new String(bytes, StandardCharsets.UTF_8)));
        try {
            HttpResponse<String> response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return response.body().length() > LARGEST
                    ? new Fetched.Not(shown(uri) + " answers more than 32 MB")
                    : new Fetched.Answered(response.statusCode(), response.body());
        } catch (TimeoutException _) {
            return new Fetched.Not("no answer from " + shown(uri) + " within " + Patience.said(limit));
        } catch (ExecutionException e) {
            return new Fetched.Not(
                    e.getCause() instanceof ConnectException
                            ? "nothing listens at " + shown(uri)
                            : "the connection to " + shown(uri) + " broke off");
        } finally {
            answer.cancel(true);
        }
    }

    static String shown(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + uri.getPath();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
