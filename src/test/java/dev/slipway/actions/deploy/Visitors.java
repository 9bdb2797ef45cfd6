package dev.slipway.actions.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A steady load: each visitor asks again and again, never a second time for the same thing. */
final class Visitors implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    Visitors(URI front, int count) {
        for (int i = 0; i < count; i++) {
            boolean posts = i % 3 == 0;
            threads.add(Thread.ofVirtual().start(() -> visit(front, posts)));
        }
    }

    private void visit(URI front, boolean posts) {
        HttpRequest request = HttpRequest.newBuilder(front.resolve("/"))
                .timeout(Duration.ofSeconds(30))
                .method(
                        posts ? "POST" : "GET",
                        posts ? HttpRequest.BodyPublishers.ofString("x") : HttpRequest.BodyPublishers.noBody())
                .build();
        while (!over.get()) {
            try {
                int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                (status == 200 ? served : lost).incrementAndGet();
            } catch (IOException _) {
                lost.incrementAndGet();
            } catch (InterruptedException _) {
                return;
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    long served() {
        return served.get();
    }

    long lost() {
        return lost.get();
    }

    @Override
    public void close() {
        over.set(true);
        threads.forEach(Visitors::join);
        client.shutdownNow();
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(35));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
