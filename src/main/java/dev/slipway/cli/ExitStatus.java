package dev.slipway.cli;

import dev.slipway.engine.Mover.Stop;
import dev.slipway.operations.Standing;
import dev.slipway.run.Event.Ending;
import dev.slipway.run.Pausing;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.util.stream.IntStream;

/** What a command's exit status says of a run; the numbers are those of the format. */
final class ExitStatus {
    static final int SUCCEEDED = 0;
    static final int FAILED = 1;
    static final int BAD_USAGE = 2;
    static final int WAITING = 3;
    static final int UNDO_INCOMPLETE = 4;
    static final int LOCKED = 5;
    static final int INTERRUPTED = 130;

    /** Whether somebody pressed Ctrl-C. */
    enum Interruption {
        NONE,
        CTRL_C
    }

    private ExitStatus() {}

    static int of(Run run, Stop stop, Interruption interruption) {
        return switch (stop) {
            case OVER -> over(run);
            case LOST -> LOCKED;
            case ASKING -> asking(run, interruption);
        };
    }

    private static int over(Run run) {
        if (run.ended().isPresent() && run.ended().get().ending() == Ending.SUCCEEDED) {
            return SUCCEEDED;
        }
        return keptBroken(run) ? UNDO_INCOMPLETE : FAILED;
    }

    private static int asking(Run run, Interruption interruption) {
        if (Standing.undoBroken(run)) {
            return UNDO_INCOMPLETE;
        }
        boolean paused = run.pausing() instanceof Pausing.Paused;
        return interruption == Interruption.CTRL_C && (paused || run.underway().isPresent()) ? INTERRUPTED : WAITING;
    }

    private static boolean keptBroken(Run run) {
        return IntStream.range(0, run.itinerary().size())
                .mapToObj(run.itinerary()::step)
                .anyMatch(step -> run.progress(step.id()) instanceof Progress.UndoBroken);
    }
}
