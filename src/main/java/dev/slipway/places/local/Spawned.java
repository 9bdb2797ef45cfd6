package dev.slipway.places.local;

import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A child that {@link Spawn} started, whose end a thread waits for. */
record Spawned(InputStream said, CompletableFuture<Integer> ended) implements Child {
    static final int UNKNOWN = -1;

    @Override
    public boolean isAlive() {
        return !ended.isDone();
    }

    @Override
    public void await(long nanos) throws InterruptedException {
        try {
            ended.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            // It is still there.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int status() throws InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
