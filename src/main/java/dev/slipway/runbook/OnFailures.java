package dev.slipway.runbook;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where {@code on-failure} leads: to a procedure that exists, needs nobody to ask, and does not lead back. */
final class OnFailures {
    static final List<String> WORDS = List.of("undo", "pause", "go-on");

    private final Map<String, FrontMatter.Procedure> procedures = new LinkedHashMap<>();
    private final List<FrontMatter.Input> inputs;
    private final List<Problem> problems;

    OnFailures(List<FrontMatter.Procedure> procedures, List<FrontMatter.Input> inputs, List<Problem> problems) {
        procedures.forEach(procedure -> this.procedures.put(procedure.name().text(), procedure));
        this.inputs = inputs;
        this.problems = problems;
    }

    /** The procedures; one that leads to an unknown name is taken as {@code undo}. */
    List<FrontMatter.Procedure> checked() {
        Set<String> inCycles = new HashSet<>();
        Set<String> performed = new LinkedHashSet<>();
        for (FrontMatter.Procedure procedure : procedures.values()) {
            next(procedure).ifPresent(named -> {
                if (procedures.containsKey(named.text())) {
                    performed.add(named.text());
                    refuseCycle(procedure, named, inCycles);
                } else {
                    refuseUnknown(named);
                }
            });
        }
        performed.forEach(this::refuseOpenInputs);
        List<FrontMatter.Procedure> all = new ArrayList<>();
        procedures.values().forEach(procedure -> all.add(withKnownEnd(procedure)));
        return all;
    }

    private static Optional<Phrase> next(FrontMatter.Procedure procedure) {
        return procedure.onFailure() instanceof FrontMatter.OnFailure.Perform(Phrase named)
                ? Optional.of(named)
                : Optional.empty();
    }

    private void refuseUnknown(Phrase named) {
        List<String> known = new ArrayList<>(WORDS);
        known.addAll(procedures.keySet());
        problems.add(new Problem(
                named.span(),
                "no procedure is called '" + YamlMistakes.brief(named.text()) + "'",
                Nearest.help("on-failure can be", named.text(), known)));
    }

    private void refuseCycle(FrontMatter.Procedure from, Phrase named, Set<String> inCycles) {
        String start = from.name().text();
        Set<String> way = new LinkedHashSet<>(Set.of(start));
        Optional<Phrase> at = Optional.of(named);
        while (at.isPresent() && way.add(at.get().text())) {
            at = Optional.ofNullable(procedures.get(at.get().text())).flatMap(OnFailures::next);
        }
        boolean back = at.isPresent() && at.get().text().equals(start);
        if (back && !inCycles.contains(start)) {
            inCycles.addAll(way);
            problems.add(new Problem(
                    named.span(),
                    "the on-failure procedures lead in a circle: " + String.join(" → ", way) + " → " + start,
                    "Let one of them say on-failure: pause."));
        }
    }

    private void refuseOpenInputs(String name) {
        FrontMatter.Procedure procedure = procedures.get(name);
        if (procedure == null) {
            return;
        }
        for (FrontMatter.InputDefault input : procedure.inputs()) {
            if (input.standard().isEmpty() && !hasDefault(input.name().text())) {
                problems.add(new Problem(
                        input.name().span(),
                        "'" + name + "' is performed on failure, and its input '" + input.name() + "' has no default",
                        "Nobody can be asked at that moment: write {default: …}."));
            }
        }
    }

    private boolean hasDefault(String input) {
        return inputs.stream()
                .anyMatch(each ->
                        each.name().text().equals(input) && each.standard().isPresent());
    }

    private FrontMatter.Procedure withKnownEnd(FrontMatter.Procedure procedure) {
        boolean known = next(procedure)
                .map(named -> procedures.containsKey(named.text()))
                .orElse(true);
        return known
                ? procedure
                : new FrontMatter.Procedure(
                        procedure.name(),
                        procedure.before(),
                        procedure.run(),
                        procedure.after(),
                        new FrontMatter.OnFailure.Undo(),
                        procedure.lock(),
                        procedure.inputs());
    }
}
