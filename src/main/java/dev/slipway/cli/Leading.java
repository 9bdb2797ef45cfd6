package dev.slipway.cli;

import dev.slipway.engine.Mover;
import dev.slipway.engine.Mover.Patience;
import dev.slipway.engine.Mover.Stop;
import dev.slipway.operations.Request;
import dev.slipway.operations.Ruling;
import dev.slipway.run.Event.Pace;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Moves a run with nobody to be asked: hands in what was given ahead, and listens to Ctrl-C. */
final class Leading {
    private final Around around;
    private final Mover mover;
    private final Ahead ahead;
    private final AtomicInteger pressed = new AtomicInteger();

    Leading(Around around, Mover mover, Ahead ahead) {
        this.around = around;
        this.mover = mover;
        this.ahead = ahead;
    }

    Stop move() throws InterruptedException {
        around.terminal().onInterrupt(this::interrupt);
        while (true) {
            Stop stop = mover.move(Patience.LEAVE);
            Optional<Request> next = stop == Stop.ASKING ? ahead.next(mover.run()) : Optional.empty();
            if (next.isEmpty()) {
                return stop;
            }
            if (mover.ask(next.get()) instanceof Ruling.Refused refused) {
                around.err().print(around.whereabouts()
                                .spoken(new StoppedException(0, refused.says(), refused.help()).text()));
            }
        }
    }

    ExitStatus.Interruption interruption() {
        return pressed.get() > 0 ? ExitStatus.Interruption.CTRL_C : ExitStatus.Interruption.NONE;
    }

    private void interrupt() {
        Pace pace = pressed.incrementAndGet() == 1 ? Pace.AFTER_THE_STEP : Pace.AT_ONCE;
        mover.ask(new Request.Pause(mover.operator(), pace));
        around.err()
                .println(
                        pace == Pace.AFTER_THE_STEP
                                ? "Pausing after this step. Ctrl-C again stops the step itself."
                                : "Stopping the step.");
    }
}
