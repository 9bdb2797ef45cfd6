package dev.slipway.plan;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.plan.Draft.OutputRead;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.runbook.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether every output that is read has been set by then. */
final class OutputFlow {
    /** What other tools have between a step and its outputs. */
    private static final String NO_LEVEL = "outputs";

    private final List<Draft> drafts;
    private final Map<String, String> elsewhere;
    private final Certainty certainty;
    private final Problems problems;
    private final Map<String, List<Integer>> places = new LinkedHashMap<>();
    private final Map<String, Set<String>> outputs = new HashMap<>();

    /** Whether all inputs are known, so that what is open is open for good. */
    enum Certainty {
        ALL_BOUND,
        INPUTS_MISSING
    }

    /** @param elsewhere ids of steps that exist and are not performed here, each with what to do about it */
    OutputFlow(List<Draft> drafts, Map<String, String> elsewhere, Certainty certainty, Problems problems) {
        this.drafts = drafts;
        this.elsewhere = elsewhere;
        this.certainty = certainty;
        this.problems = problems;
        for (int i = 0; i < drafts.size(); i++) {
            places.computeIfAbsent(id(drafts.get(i)), _ -> new ArrayList<>()).add(i);
        }
    }

    void check() {
        for (int i = 0; i < drafts.size(); i++) {
            for (OutputRead read : drafts.get(i).reads()) {
                check(read, i);
            }
        }
    }

    private void check(OutputRead read, int reader) {
        Phrase source = read.source();
        List<Integer> found = places.get(read.step());
        if (found == null) {
            absent(read);
            return;
        }
        if (asksFirst(read)) {
            return;
        }
        List<Draft> before =
                found.stream().filter(at -> at < reader).map(drafts::get).toList();
        if (before.isEmpty()) {
            problems.add(
                    Problems.within(source, read.step()),
                    found.contains(reader)
                            ? "step '" + read.step() + "' cannot read its own output before it is performed"
                            : "step '" + read.step() + "' comes later",
                    found.contains(reader) ? "" : "Move it before this, or read another step's output.");
        } else if (read.maker().isPresent()
                && !made(before.getLast(), read.maker().get())) {
            problems.add(
                    Problems.within(source, read.step()),
                    "step '" + read.step() + "' is no " + read.maker().get(),
                    "Name the step that is one, before this.");
        } else if (read.output().isPresent()
                && before.stream().noneMatch(step -> sets(step, read.output().get()))) {
            unset(read, before.getLast());
        } else if (certainty == Certainty.ALL_BOUND
                && before.stream().noneMatch(step -> step.certainFor(drafts.get(reader), read.before()))) {
            maybe(source, read.step(), before.getLast()).ifPresent(problems::add);
        }
    }

    /** The problem of an output that may be missing; shared with the variables of shell steps. */
    static Optional<Problem> maybe(Phrase source, String step, Draft setter) {
        String condition = setter.planned().guards().stream()
                .map(guard -> switch (guard) {
                    case PlannedStep.Guard.Given given -> "if " + given.expression();
                    case PlannedStep.Guard.Answered _ -> "if it is answered yes";
                })
                .reduce((first, second) -> second)
                .orElse("");
        return condition.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        Problems.within(source, step),
                        "step '" + step + "' may have been skipped when this is read",
                        "It is performed only " + condition + ": give this the same condition, or ask has(…) first."));
    }

    private void absent(OutputRead read) {
        String step = read.step();
        boolean known = elsewhere.containsKey(step);
        problems.add(
                Problems.within(read.source(), step),
                known ? "step '" + step + "' is not performed here" : "no step is called '" + step + "'",
                known ? elsewhere.getOrDefault(step, "") : Nearest.help("Steps with an id", step, authors()));
    }

    private Set<String> authors() {
        Set<String> names = new LinkedHashSet<>();
        for (Draft draft : drafts) {
            draft.source().flatMap(Step::id).ifPresent(id -> names.add(id.text()));
        }
        return names;
    }

    private static boolean asksFirst(OutputRead read) {
        String path =
                "steps." + read.step() + read.output().map(name -> "." + name).orElse("");
        return read.source().text().replace(" ", "").contains("has(" + path + ")");
    }

    private void unset(OutputRead read, Draft setter) {
        String output = read.output().orElseThrow();
        Set<String> known = outputsOf(setter);
        problems.add(
                Problems.within(read.source(), output),
                "step '" + read.step() + "' sets no output '" + output + "'",
                output.equals(NO_LEVEL)
                        ? "Outputs stand at the step itself: steps." + read.step() + ".NAME."
                        : setting(output, known));
    }

    private static String setting(String output, Set<String> known) {
        return known.isEmpty()
                ? "It sets one by: echo \"" + output + "=…\" >> \"$SLIPWAY_OUTPUT\"."
                : Nearest.help("It sets", output, known);
    }

    private static boolean made(Draft step, String maker) {
        return step.planned().work() instanceof Work.Typed typed
                && typed.action().equals(maker);
    }

    private boolean sets(Draft step, String output) {
        return switch (step.planned().work()) {
            case Work.Bash _ -> outputsOf(step).contains(output);
            case Work.Typed _ -> !output.equals(NO_LEVEL); // else an action's outputs are its own affair
            case Work.Gate _, Work.Ask _, Work.Tell _ -> false;
        };
    }

    private Set<String> outputsOf(Draft step) {
        return step.planned().work() instanceof Work.Bash bash
                ? outputs.computeIfAbsent(
                        id(step), _ -> ShellReading.outputs(bash.shell().text()))
                : Set.of();
    }

    static String id(Draft draft) {
        return Variables.plain(draft.planned().id());
    }
}
