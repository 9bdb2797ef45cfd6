package dev.slipway.report;

import dev.slipway.plan.PlannedStep;
import dev.slipway.run.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One step of a run as the record tells it. */
public record StepRecord(PlannedStep step, Progress progress, Times times, List<String> notes) {
    public StepRecord {
        notes = List.copyOf(notes);
    }

    /**
     * When it was done and taken back. {@code attempts} counts those of the way forward.
     *
     * @param began when it was first begun, or its gate opened
     */
    public record Times(
            Optional<Instant> began,
            Optional<Instant> ended,
            Optional<Instant> undoBegan,
            Optional<Instant> undoEnded,
            int attempts) {
        static final Times NEVER = new Times(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);

        /** From the first beginning to the last end; until now while it lasts. */
        public Optional<Duration> took(Instant now) {
            return began.map(from -> Duration.between(from, ended.orElse(now)));
        }
    }

    public Marked marked() {
        return Marked.of(progress);
    }

    public List<Progress.Answered> answers() {
        return switch (progress.forward()) {
            case Progress.Done done -> done.answers();
            case Progress.Open open -> open.answers();
            case Progress.Pending _,
                    Progress.Underway _,
                    Progress.Failed _,
                    Progress.InDoubt _,
                    Progress.Skipped _,
                    Progress.PassedOver _,
                    Progress.UndoPending _,
                    Progress.Undoing _,
                    Progress.UndoBroken _,
                    Progress.Undone _,
                    Progress.LeftAsIs _ -> List.of();
        };
    }

    /** What is worth saying beside it; may be empty. */
    public String detail() {
        return switch (progress) {
            case Progress.Pending _, Progress.UndoPending _, Progress.Open _ -> "";
            case Progress.Underway p ->
                p.stopping().isPresent() ? "being stopped" : p.overdue() ? "overdue" : attempt(p.attempt());
            case Progress.Failed p -> p.reason() + (p.accepted() ? " (accepted)" : "");
            case Progress.InDoubt p -> "in doubt: " + p.why();
            case Progress.Done p -> p.summary();
            case Progress.Skipped p -> "skipped: " + p.because();
            case Progress.PassedOver p -> "passed over by " + p.by() + ": " + p.because();
            case Progress.Undoing p -> p.overdue() ? "being undone, overdue" : "being undone";
            case Progress.UndoBroken p -> "could not be undone: " + p.reason();
            case Progress.Undone _ -> joined("undone", result());
            case Progress.LeftAsIs _ -> joined("left as is", result());
        };
    }

    /** What it came to on its way forward; may be empty. */
    public String result() {
        return new StepRecord(step, progress.forward(), times, notes).detail();
    }

    private static String joined(String word, String more) {
        return more.isEmpty() ? word : word + " · " + more;
    }

    private static String attempt(int attempt) {
        return attempt > 1 ? "attempt " + attempt : "";
    }
}
