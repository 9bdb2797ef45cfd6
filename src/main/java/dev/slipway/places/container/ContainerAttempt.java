package dev.slipway.places.container;

import dev.slipway.hands.Place.Attempt;
import dev.slipway.hands.Place.Exit;
import dev.slipway.hands.Place.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A step in a container: what runs beside the docker program carries its output, what runs inside hears the signals. */
final class ContainerAttempt implements Attempt {
    /** A step that comes up in the container cannot hear yet; how long it is waited for. */
    private static final Duration COMING_UP = Duration.ofSeconds(5);

    private static final long LOOK_MILLIS = 20;

    private final Attempt around;
    private final Inside inside;
    private final Pin pin;
    private final Verdict verdict;
    private volatile Optional<Exit> exit = Optional.empty();

    /** Which exit status a step left, once what ran around it has ended. */
    interface Verdict {
        Exit of(Exit around) throws InterruptedException;
    }

    ContainerAttempt(Attempt around, Inside inside, Pin pin, Verdict verdict) {
        this.around = around;
        this.inside = inside;
        this.pin = pin;
        this.verdict = verdict;
    }

    @Override
    public Optional<Exit> await(Duration atMost) throws InterruptedException {
        if (exit.isEmpty()) {
            Optional<Exit> ended = around.await(atMost);
            if (ended.isPresent()) {
                exit = Optional.of(verdict.of(ended.get()));
            }
        }
        return exit;
    }

    @Override
    public void signal(Signal signal) throws InterruptedException {
        long until = System.nanoTime() + COMING_UP.toNanos();
        Optional<List<Long>> hit = inside.signal(pin, signal);
        while (hit.filter(List::isEmpty).isPresent() && exit.isEmpty() && System.nanoTime() < until) {
            Thread.sleep(LOOK_MILLIS);
            hit = inside.signal(pin, signal);
        }
        boolean reached = hit.filter(pids -> !pids.isEmpty()).isPresent();
        if (signal == Signal.KILL || !reached) {
            around.signal(signal);
        }
    }
}
