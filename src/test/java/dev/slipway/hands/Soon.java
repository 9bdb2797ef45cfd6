package dev.slipway.hands;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What becomes true shortly, whoever makes it true. */
public final class Soon {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final long LOOK_NANOS = 10_000_000;

    private Soon() {}

    @FunctionalInterface
    public interface Claim {
        void check() throws Exception;
    }

    /** Looks until the claim holds; when it does not within 20 s, says what was wrong the last time. */
    public static void holds(Claim claim) {
        long until = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try {
                claim.check();
                return;
            } catch (AssertionError wrong) {
                if (System.nanoTime() > until) {
                    throw wrong;
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** That it goes on to hold for a while. */
    public static void goesOn(Duration time, Claim claim) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            try {
                claim.check();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
