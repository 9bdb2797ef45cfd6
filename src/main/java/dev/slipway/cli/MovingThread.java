package dev.slipway.cli;

import dev.slipway.engine.Mover;
import dev.slipway.engine.Mover.Patience;
import dev.slipway.engine.Mover.Stop;
import org.jspecify.annotations.Nullable;

/** Moves a run in a thread of its own, so that the screen can be drawn and keys be heard meanwhile. */
final class MovingThread {
    private final Mover mover;
    private final Patience patience;
    private final Thread thread;
    private volatile Stop stop = Stop.ASKING;
    private volatile @Nullable RuntimeException bug;

    MovingThread(Mover mover, Patience patience) {
        this.mover = mover;
        this.patience = patience;
        this.thread = Thread.ofPlatform().name("run " + mover.id()).daemon().unstarted(this::move);
    }

    void start() {
        thread.start();
    }

    private void move() {
        try {
            stop = mover.move(patience);
        } catch (InterruptedException _) {
            stop = Stop.ASKING;
        } catch (RuntimeException e) {
            bug = e;
        }
    }

    boolean goesOn() {
        return thread.isAlive();
    }

    /** The run is left where it is: whatever is under way goes on under its supervisor. */
    void leave() throws InterruptedException {
        thread.interrupt();
        thread.join();
        RuntimeException failed = bug;
        if (failed != null) {
            throw failed;
        }
    }

    Stop stop() {
        return stop;
    }
}
