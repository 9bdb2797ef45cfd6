package dev.slipway.places.local;

import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/** A supervisor that this process has started. */
interface Child {
    /** What it says; closed by whoever reads it. */
    InputStream said();

    boolean isAlive();

    /** Returns early when it has ended. */
    void await(long nanos) throws InterruptedException;

    /** Waits for its end; of one that was killed more than 128. */
    int status() throws InterruptedException;

    static Child of(Process process) {
        return new Child() {
            @Override
            public InputStream said() {
                return process.getInputStream();
            }

            @Override
            public boolean isAlive() {
                return process.isAlive();
            }

            @Override
            public void await(long nanos) throws InterruptedException {
                process.waitFor(nanos, TimeUnit.NANOSECONDS);
            }

            @Override
            public int status() throws InterruptedException {
                return process.waitFor();
            }
        };
    }
}
