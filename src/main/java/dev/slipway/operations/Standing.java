package dev.slipway.operations;

import dev.slipway.plan.PlannedStep;
import dev.slipway.run.Gates;
import dev.slipway.run.Pausing;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where a run stands, for people: moving, waiting for whom and for what, or over. */
public sealed interface Standing {

    record Moving(Optional<PlannedStep> step) implements Standing {}

    /** Gates and questions are open. */
    record Asking(List<PlannedStep> open) implements Standing {
        public Asking {
            open = List.copyOf(open);
        }
    }

    /** A step failed or is in doubt, or could not be taken back, and a person's word is waited for. */
    record Stuck(PlannedStep step, Progress progress) implements Standing {}

    record Paused(String why) implements Standing {}

    record Over() implements Standing {}

    static Standing of(Run run) {
        if (run.ended().isPresent()) {
            return new Over();
        }
        if (run.underway().isPresent()) {
            return new Moving(run.underway());
        }
        Optional<PlannedStep> stuck = stuck(run);
        if (stuck.isPresent()) {
            return new Stuck(stuck.get(), run.progress(stuck.get().id()));
        }
        if (run.pausing() instanceof Pausing.Paused paused) {
            return new Paused(paused.why());
        }
        List<PlannedStep> open = Gates.open(run);
        return open.isEmpty() ? new Moving(run.current()) : new Asking(open);
    }

    /** The step that is failed, in doubt, or could not be taken back. */
    static Optional<PlannedStep> stuck(Run run) {
        Optional<PlannedStep> broken = IntStream.range(0, run.itinerary().size())
                .mapToObj(run.itinerary()::step)
                .filter(s -> run.progress(s.id()) instanceof Progress.UndoBroken)
                .findFirst();
        return broken.or(() -> run.current().filter(s -> {
            Progress p = run.progress(s.id());
            return p instanceof Progress.Failed || p instanceof Progress.InDoubt;
        }));
    }

    /**
     * The request with the step named that the person sees: when it is taken up the run may stand at another one, and a word
     * for one step must never fall on the next.
     */
    static Request exactly(Run run, Request request) {
        String step = stuck(run).map(s -> s.id().value()).orElse("");
        return switch (request) {
            case Request.Retry r when r.step().isEmpty() -> new Request.Retry(r.by(), step);
            case Request.Skip s when s.step().isEmpty() -> new Request.Skip(s.by(), step, s.because());
            case Request.Retry _, Request.Skip _, Request.Sign _, Request.Reply _, Request.Tell _ -> request;
            case Request.Pause _, Request.Resume _, Request.RollBack _, Request.Abort _ -> request;
        };
    }

    /** Whether taking back has met something that it could not take back. */
    static boolean undoBroken(Run run) {
        return stuck(run)
                .filter(s -> run.progress(s.id()) instanceof Progress.UndoBroken)
                .isPresent();
    }
}
