package dev.slipway.run;

import dev.slipway.base.StepId;
import dev.slipway.plan.PlannedStep;
import dev.slipway.run.Event.Stop;
import dev.slipway.run.Order.Direction;
import dev.slipway.run.Order.Find;
import dev.slipway.run.Order.Halt;
import dev.slipway.run.Order.WakeAt;
import dev.slipway.run.Order.Write;
import dev.slipway.run.Progress.Stopping;
import dev.slipway.run.Progress.Underway;
import dev.slipway.run.Progress.Undoing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is done about a step while it is under way: finding it again, its deadline, stopping it. */
final class Tending {
    /** From TERM to KILL. */
    static final Duration GRACE = Duration.ofSeconds(10);
    /** What has no deadline is never killed, nor is an undo; after this time people are told. */
    static final Duration OVERDUE = Duration.ofMinutes(10);

    private Tending() {}

    static List<Order> of(Run run, PlannedStep step, Instant now, Set<StepId> underway) {
        Progress progress = run.progress(step.id());
        if (!underway.contains(step.id())) {
            Direction direction = progress instanceof Undoing ? Direction.BACK : Direction.FORWARD;
            return List.of(new Find(step.id(), progress.attempt(), direction));
        }
        Optional<Stopping> stopping = stopping(progress);
        if (stopping.isPresent()) {
            return untilItIsGone(step, stopping.get(), now);
        }
        return unwanted(run, progress)
                .map(why -> halt(step, Stop.TERM, why, now))
                .orElseGet(() -> inTime(step, progress, now));
    }

    private static List<Order> untilItIsGone(PlannedStep step, Stopping stopping, Instant now) {
        Instant kill = stopping.since().plus(GRACE);
        if (stopping.stop() == Stop.KILL) {
            return List.of();
        }
        return now.isBefore(kill) ? List.of(new WakeAt(kill)) : halt(step, Stop.KILL, stopping.why(), now);
    }

    /** A step on its way forward while the run no longer goes that way. */
    private static Optional<String> unwanted(Run run, Progress progress) {
        if (!(progress instanceof Underway)) {
            return Optional.empty();
        }
        if (run.pausing() instanceof Pausing.Requested asked && asked.pace() == Event.Pace.AT_ONCE) {
            return Optional.of("stopped by " + asked.by());
        }
        return switch (run.course()) {
            case Course.Forward _ -> Optional.empty();
            case Course.Undoing u -> Optional.of("stopped: " + u.why());
            case Course.Aborting a -> Optional.of("stopped: aborted by " + a.by());
            case Course.Recovering r ->
                run.itinerary().number(run.underway().orElseThrow().id()) < run.wayFrom()
                        ? Optional.of("stopped: " + r.why())
                        : Optional.empty();
        };
    }

    private static List<Order> inTime(PlannedStep step, Progress progress, Instant now) {
        return switch (progress) {
            case Underway u
            when step.policy().timeout().isPresent() ->
                untilTimeout(step, u.since(), step.policy().timeout().get(), now);
            case Underway u -> u.overdue() ? List.of() : untilOverdue(step, u.since(), now);
            case Undoing u -> u.overdue() ? List.of() : untilOverdue(step, u.since(), now);
            case Progress.Pending _, Progress.Open _, Progress.Failed _, Progress.InDoubt _ -> List.of();
            case Progress.Done _, Progress.Skipped _, Progress.PassedOver _ -> List.of();
            case Progress.UndoPending _, Progress.UndoBroken _ -> List.of();
            case Progress.Undone _, Progress.LeftAsIs _ -> List.of();
        };
    }

    private static List<Order> untilTimeout(PlannedStep step, Instant since, Duration timeout, Instant now) {
        Instant end = since.plus(timeout);
        return now.isBefore(end)
                ? List.of(new WakeAt(end))
                : halt(step, Stop.TERM, "timed out after " + Words.duration(timeout), now);
    }

    private static List<Order> untilOverdue(PlannedStep step, Instant since, Instant now) {
        Instant overdue = since.plus(OVERDUE);
        return now.isBefore(overdue)
                ? List.of(new WakeAt(overdue))
                : List.of(new Write(new Event.StepOverdue(now, step.id())));
    }

    private static List<Order> halt(PlannedStep step, Stop stop, String why, Instant now) {
        return List.of(new Halt(new Event.StepStopping(now, step.id(), stop, why)));
    }

    static Optional<Stopping> stopping(Progress progress) {
        return switch (progress) {
            case Underway u -> u.stopping();
            case Undoing u -> u.stopping();
            case Progress.Pending _, Progress.Open _, Progress.Failed _, Progress.InDoubt _ -> Optional.empty();
            case Progress.Done _, Progress.Skipped _, Progress.PassedOver _ -> Optional.empty();
            case Progress.UndoPending _, Progress.UndoBroken _ -> Optional.empty();
            case Progress.Undone _, Progress.LeftAsIs _ -> Optional.empty();
        };
    }
}
