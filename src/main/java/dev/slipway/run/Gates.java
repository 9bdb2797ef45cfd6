package dev.slipway.run;

import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Question;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Order.WakeAt;
import dev.slipway.run.Progress.Answered;
import dev.slipway.run.Progress.Open;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gates that follow one another with no step between are open together; each passes when its questions are answered. */
public final class Gates {
    private Gates() {}

    /** The steps of people that stand open now. */
    public static List<PlannedStep> open(Run run) {
        List<PlannedStep> open = new ArrayList<>();
        for (int i = run.cursor(); i < run.wayTo() && forPeople(run.itinerary().step(i)); i++) {
            if (run.progress(i) instanceof Open) {
                open.add(run.itinerary().step(i));
            }
        }
        return List.copyOf(open);
    }

    static List<Order> next(Run run, Instant now) {
        List<Instant> deadlines = new ArrayList<>();
        for (int i = run.cursor(); i < run.wayTo() && forPeople(run.itinerary().step(i)); i++) {
            PlannedStep step = run.itinerary().step(i);
            if (run.progress(i) instanceof Progress.Pending) {
                if (!(Guards.of(run, step) instanceof Guards.Open) || dependsOnOpen(run, step)) {
                    break;
                }
                return Conductor.write(new Event.GateOpened(now, step.id()));
            }
            if (run.progress(i) instanceof Open open) {
                Optional<Event> settled = settled(step, open, now);
                if (settled.isPresent()) {
                    return Conductor.write(settled.get());
                }
                deadline(step, open).ifPresent(deadlines::add);
            }
            if (run.progress(i) instanceof Progress.Failed) {
                break;
            }
        }
        return deadlines.stream().sorted().limit(1).<Order>map(WakeAt::new).toList();
    }

    static boolean forPeople(PlannedStep step) {
        return switch (step.work()) {
            case Work.Gate _, Work.Ask _, Work.Tell _ -> true;
            case Work.Bash _, Work.Typed _ -> false;
        };
    }

    private static boolean dependsOnOpen(Run run, PlannedStep step) {
        return step.guards().stream()
                .anyMatch(g -> g instanceof PlannedStep.Guard.Answered a && run.progress(a.question()) instanceof Open);
    }

    private static Optional<Event> settled(PlannedStep step, Open open, Instant now) {
        Optional<Instant> deadline = deadline(step, open);
        Optional<Answered> refusal = open.answers().stream()
                .filter(a -> a.answer() == Answer.NO && step.work() instanceof Work.Gate)
                .findFirst();
        if (refusal.isPresent()) {
            Answered no = refusal.get();
            return Optional.of(new Event.StepFailed(
                    now, step.id(), 0, "%s said no to %s: %s".formatted(no.by(), no.question(), no.note())));
        }
        if (missing(step, open).isEmpty()) {
            return Optional.of(new Event.StepSucceeded(now, step.id(), 0, summary(step, open), Map.of()));
        }
        return deadline.filter(at -> !now.isBefore(at))
                .map(_ -> new Event.StepFailed(now, step.id(), 0, "not signed in time"));
    }

    /** What is still to be answered, by question, with the number of answers that it lacks. */
    public static Map<String, Integer> missing(PlannedStep step, Open open) {
        return switch (step.work()) {
            case Work.Gate gate ->
                gate.questions().stream()
                        .map(Question::name)
                        .filter(q -> lacking(gate, open, q) > 0)
                        .collect(Collectors.toMap(
                                q -> q, q -> lacking(gate, open, q), (a, _) -> a, java.util.LinkedHashMap::new));
            case Work.Ask _, Work.Tell _ -> open.answers().isEmpty() ? Map.of("", 1) : Map.of();
            case Work.Bash _, Work.Typed _ -> Map.of();
        };
    }

    private static int lacking(Work.Gate gate, Open open, String question) {
        List<Answered> given = open.answers().stream()
                .filter(a -> a.question().equals(question))
                .toList();
        if (given.stream().anyMatch(a -> a.answer() == Answer.WAIVED)) {
            return 0;
        }
        long signers = given.stream()
                .filter(a -> a.answer() == Answer.YES)
                .map(Answered::by)
                .distinct()
                .count();
        return (int) Math.max(0, gate.rules().approvals() - signers);
    }

    private static Optional<Instant> deadline(PlannedStep step, Open open) {
        return step.work() instanceof Work.Gate gate ? gate.rules().within().map(open.since()::plus) : Optional.empty();
    }

    private static String summary(PlannedStep step, Open open) {
        return switch (step.work()) {
            case Work.Gate gate -> {
                long waived = open.answers().stream()
                        .filter(a -> a.answer() == Answer.WAIVED)
                        .count();
                yield "%d of %d signed%s"
                        .formatted(
                                gate.questions().size() - waived,
                                gate.questions().size(),
                                waived == 0 ? "" : ", " + waived + " waived");
            }
            case Work.Ask _ -> open.answers().getLast().answer() == Answer.YES ? "yes" : "no";
            case Work.Tell _, Work.Bash _, Work.Typed _ -> "";
        };
    }
}
