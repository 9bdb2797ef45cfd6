package dev.slipway.actions.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends each request at its planned instant, whatever was answered before. Each connection takes the next planned request
 * when it is free; where all are busy, requests wait, and a request's time counts from its plan. So nothing is queued in
 * memory, and a server that stops answering is seen by every request that was planned meanwhile.
 */
final class Generator implements AutoCloseable {
    private final Load load;
    private final Gathered gathered = new Gathered();
    private final AtomicLong next = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final long begun = System.nanoTime();

    Generator(Load load) {
        this.load = load;
        this.client = HttpClient.newBuilder()
                // Requests of HTTP/2 share a connection, so that 'connections' would say nothing.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
    }

    /** Runs to the end; says how it stands every so often. */
    Figures run(Duration every, Consumer<Figures> says) throws InterruptedException {
        ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (long i = 0; i < Math.min(load.connections(), load.count()); i++) {
                connections.execute(this::sendAll);
            }
            connections.shutdown();
            while (!connections.awaitTermination(every.toMillis(), TimeUnit.MILLISECONDS)) {
                says.accept(gathered.figures());
            }
            return gathered.figures();
        } finally {
            connections.shutdownNow();
        }
    }

    private void sendAll() {
        try {
            for (long number = next.getAndIncrement(); number < load.count(); number = next.getAndIncrement()) {
                send(number);
            }
        } catch (InterruptedException _) {
            // The step was stopped.
            Thread.currentThread().interrupt();
        }
    }

    private void send(long number) throws InterruptedException {
        long planned = begun + load.planned().instant(number);
        TimeUnit.NANOSECONDS.sleep(planned - System.nanoTime());
        long waited = System.nanoTime() - planned;
        long patience = load.patience().toNanos();
        Ended ended = waited >= patience ? new Ended.NeverLeft() : ask(number, patience);
        gathered.add(ended, waited / 1000, (System.nanoTime() - planned) / 1000);
    }

    private Ended ask(long number, long nanos) throws InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(load.request(number), HttpResponse.BodyHandlers.discarding());
        try {
            int status = answer.get(nanos, TimeUnit.NANOSECONDS).statusCode();
            return new Ended.Answered(status, load.isRight(status));
        } catch (TimeoutException _) {
            return new Ended.Late();
        } catch (ExecutionException e) {
            return new Ended.Broken(why(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private static String why(@Nullable Throwable cause) {
        return switch (cause) {
            case ConnectException e when e.getCause() instanceof UnresolvedAddressException -> "its name is not known";
            case ConnectException _ -> "nothing listens there";
            case SSLException _ -> "TLS could not be agreed";
            case IOException _ -> "the connection broke off";
            case null, default -> "the request could not be sent";
        };
    }

    /** At once, whatever is under way. */
    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
