package dev.slipway.engine;

import dev.slipway.hands.Place.Shell.Dialect;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Shell;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.plan.PlannedStep.Work;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Before the first step: at each place other than here the steps that name it can run, as far as can be seen now. */
final class PlaceCheck {
    private final Grounds grounds;
    private final Map<String, Set<Dialect>> dialects = new LinkedHashMap<>();

    PlaceCheck(Grounds grounds) {
        this.grounds = grounds;
    }

    /** A sentence for each place where they cannot. */
    List<String> wrong(Plan plan) throws InterruptedException {
        plan.steps().forEach(this::note);
        if (plan.onFailure() instanceof Plan.OnFailure.Perform perform) {
            perform.steps().forEach(this::note);
        }
        dialects.remove(Grounds.HERE);
        String first = plan.steps().isEmpty()
                ? Grounds.HERE
                : Grounds.name(plan.steps().getFirst());
        List<String> sentences = new ArrayList<>();
        for (Map.Entry<String, Set<Dialect>> place : dialects.entrySet()) {
            boolean nothingBefore = place.getKey().equals(first);
            grounds.named(place.getKey())
                    .hindrance(place.getValue())
                    .filter(hindrance -> nothingBefore || !hindrance.mayPass())
                    .ifPresent(hindrance -> sentences.add(place.getKey() + ": " + hindrance.says()));
        }
        return sentences;
    }

    private void note(PlannedStep step) {
        Set<Dialect> there = dialects.computeIfAbsent(Grounds.name(step), _ -> EnumSet.noneOf(Dialect.class));
        Stream<Shell> forward = step.work() instanceof Work.Bash bash ? Stream.of(bash.shell()) : Stream.of();
        Stream<Shell> back = step.undo() instanceof Undo.ByShell undo ? Stream.of(undo.shell()) : Stream.of();
        Stream.of(forward, back, step.probe().stream())
                .flatMap(shells -> shells)
                .forEach(shell -> there.add(Dialect.valueOf(shell.dialect().toUpperCase(Locale.ROOT))));
    }
}
