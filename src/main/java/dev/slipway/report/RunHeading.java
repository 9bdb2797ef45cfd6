package dev.slipway.report;

import dev.slipway.plan.PlannedStep;
import dev.slipway.run.Event;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A run in one line before it moves, and in a few when it has ended. */
public final class RunHeading {
    private RunHeading() {}

    /** {@code Planner v1.2.3 → production · run r8k3f2 · digest 7f3a9c}. */
    public static String of(Run run) {
        return Width.clean(Facts.title(run)) + " · run " + run.id() + " · digest "
                + run.plan().digest().brief();
    }

    /** {@code Planner v1.2.3 (release)}. */
    public static String what(Run run) {
        String version = Facts.inputs(run).getOrDefault("version", "");
        return run.plan().title().text() + (version.isEmpty() ? "" : " " + version) + " ("
                + run.plan().title().procedure() + ")";
    }

    public static List<String> ending(Run run) {
        List<String> lines = new ArrayList<>();
        run.ended().ifPresent(end -> {
            Duration took = Duration.between(run.started(), end.at());
            lines.add(mark(end.ending()) + " " + Width.clean(Facts.title(run)) + ": " + words(end.ending()) + " after "
                    + RunText.words(took) + (end.summary().isEmpty() ? "" : " (" + end.summary() + ")"));
            List<String> undone = named(run, Marked.UNDONE);
            List<String> left = named(run, Marked.LEFT_AS_IS);
            if (!undone.isEmpty()) {
                lines.add("  undone   " + String.join(" · ", undone));
            }
            if (!left.isEmpty()) {
                lines.add("  as is    " + String.join(" · ", left));
            }
        });
        return lines;
    }

    private static String mark(Event.Ending ending) {
        return ending == Event.Ending.SUCCEEDED ? Marked.DONE.mark() : Marked.FAILED.mark();
    }

    static String words(Event.Ending ending) {
        return switch (ending) {
            case SUCCEEDED -> "succeeded";
            case UNDONE_AFTER_FAILURE -> "failed and was taken back";
            case FAILED -> "failed";
            case ABORTED -> "aborted";
        };
    }

    private static List<String> named(Run run, Marked marked) {
        return IntStream.range(0, run.itinerary().size())
                .mapToObj(run.itinerary()::step)
                .filter(step -> Marked.of(progress(run, step)) == marked)
                .map(step -> step.id().value())
                .toList();
    }

    private static Progress progress(Run run, PlannedStep step) {
        return run.progress(step.id());
    }
}
