package dev.slipway.run;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import dev.slipway.run.Event.Ending;
import java.time.Instant;
import java.util.List;

/** How a run that came to the end of its way ended. */
final class Endings {
    private Endings() {}

    static Event.RunEnded of(Run run, Instant now, Ending ending) {
        List<PlannedStep> failed = run.plan().steps().stream()
                .filter(s -> run.progress(s.id()) instanceof Progress.Failed)
                .toList();
        boolean inRelease = failed.stream().anyMatch(s -> s.stage() == Plan.Stage.RUN);
        Ending truly = ending == Ending.SUCCEEDED && inRelease ? Ending.FAILED : ending;
        return new Event.RunEnded(now, truly, summary(run, failed));
    }

    private static String summary(Run run, List<PlannedStep> failed) {
        if (run.course() instanceof Course.Recovering r) {
            return r.why();
        }
        return switch (failed.size()) {
            case 0 -> "";
            case 1 -> failed.getFirst().id() + " failed";
            default -> failed.size() + " steps failed";
        };
    }
}
