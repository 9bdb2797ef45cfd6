package dev.slipway.hands;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** What was read of an answer's body. */
public sealed interface HttpBody {

    record Text(String text) implements HttpBody {}

    record TooLarge() implements HttpBody {}

    record Unread() implements HttpBody {}

    /**
     * Keeps at most so many bytes and lets go of the connection as soon as there are more: an endless body must not hold up
     * the answer. With a limit of 0 nothing is read at all.
     */
    final class Reader implements HttpResponse.BodySubscriber<HttpBody> {
        private final int limit;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final CompletableFuture<HttpBody> body = new CompletableFuture<>();
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

        Reader(int limit) {
            this.limit = limit;
        }

        @Override
        public CompletionStage<HttpBody> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
            if (limit == 0) {
                // Completed before the subscription ends: its end would otherwise count as a broken connection.
                body.complete(new Unread());
                given.cancel();
            } else {
                given.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[Math.min(buffer.remaining(), limit + 1 - kept.size())];
                buffer.get(bytes);
                kept.writeBytes(bytes);
            }
            if (kept.size() > limit) {
                body.complete(new TooLarge());
                subscription.join().cancel();
            }
        }

        @Override
        public void onError(Throwable thrown) {
            body.completeExceptionally(thrown);
        }

        @Override
        public void onComplete() {
            body.complete(new Text(kept.toString(StandardCharsets.UTF_8)));
        }
    }
}
