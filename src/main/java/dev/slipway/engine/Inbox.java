package dev.slipway.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Where hands leave their reports, and the bell that says that something was asked in the journal. */
final class Inbox {
    private final ConcurrentLinkedQueue<Report> reports = new ConcurrentLinkedQueue<>();
    /** Rung at first: what was asked before this process came is taken up as well. */
    private final AtomicBoolean bell = new AtomicBoolean(true);

    private volatile boolean lost;

    private final Semaphore something = new Semaphore(0);

    void put(Report report) {
        reports.add(report);
        something.release();
    }

    void ring() {
        if (!bell.getAndSet(true)) {
            something.release();
        }
    }

    /** Makes {@link #await} return without a report. */
    void nudge() {
        something.release();
    }

    /** Another process has the lease now. */
    void lose() {
        lost = true;
        something.release();
    }

    boolean isLost() {
        return lost;
    }

    Optional<Report> poll() {
        return Optional.ofNullable(reports.poll());
    }

    boolean takeBell() {
        return bell.getAndSet(false);
    }

    /** Returns when there is something, or the time is over. */
    void await(Duration atMost) throws InterruptedException {
        if (something.tryAcquire(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS)) {
            something.drainPermits();
        }
    }
}
