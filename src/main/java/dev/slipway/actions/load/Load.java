package dev.slipway.actions.load;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked how often.
 *
 * @param headers filled in; never shown
 * @param rate empty where it is made as fast as it is answered
 * @param patience how long a request waits for a connection, and then for its answer
 * @param expected the statuses that are right; none: all 2xx and 3xx
 */
record Load(
        List<URI> addresses,
        String method,
        Map<String, String> headers,
        String body,
        Optional<Rate> rate,
        Duration duration,
        int connections,
        Duration patience,
        List<Integer> expected) {

    long count() {
        return planned().within(duration);
    }

    Rate planned() {
        return rate.orElseThrow();
    }

    boolean isRight(int status) {
        return expected.isEmpty() ? status >= 200 && status < 400 : expected.contains(status);
    }

    /** Whether HTTP allows the characters of its headers and addresses; what the client says of them may be secret. */
    boolean isSendable() {
        try {
            for (int i = 0; i < addresses.size(); i++) {
                request(i);
            }
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** The request with this number, the addresses in turn. */
    HttpRequest request(long number) {
        HttpRequest.Builder request = HttpRequest.newBuilder(addresses.get((int) (number % addresses.size())))
                .header("User-Agent", "Slipway")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        return request.build();
    }
}
