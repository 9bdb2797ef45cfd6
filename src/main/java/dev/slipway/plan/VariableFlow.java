package dev.slipway.plan;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.base.Span;
import dev.slipway.plan.OutputFlow.Certainty;
import dev.slipway.runbook.FrontMatter.Variable;
import dev.slipway.runbook.ShellWords;
import dev.slipway.runbook.ShellWords.Named;
import dev.slipway.runbook.Step;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether every variable in capitals that a shell step reads has been set by then, in the same session. */
final class VariableFlow {
    private final Set<String> declared = new LinkedHashSet<>();
    private final Certainty certainty;
    private final Problems problems;
    private final Set<String> assigned = new HashSet<>();
    private boolean anythingMayBeSet;

    VariableFlow(Set<String> inputs, List<Variable> env, Certainty certainty, Problems problems) {
        inputs.forEach(input -> declared.add(Variables.ofInput(input)));
        env.forEach(variable -> declared.add(variable.name().text()));
        this.certainty = certainty;
        this.problems = problems;
    }

    /** Where a shell text stands, and of which step it is. */
    private record Reading(Step.Work.Shell shell, Draft draft, int index, Purpose purpose) {}

    private enum Purpose {
        FORWARD,
        /** Undo and probe: they begin from the session before their step. */
        BACKWARD
    }

    void check(List<Draft> drafts) {
        OutputVariables outputs = new OutputVariables(drafts);
        outputs.refuseClashes(declared, problems);
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            Optional<Step> step = draft.source();
            if (step.isEmpty()) {
                continue;
            }
            int index = i;
            step.get().undo().ifPresent(undo -> read(new Reading(undo, draft, index, Purpose.BACKWARD), outputs));
            step.get().probe().ifPresent(probe -> read(new Reading(probe, draft, index, Purpose.BACKWARD), outputs));
            if (step.get().work() instanceof Step.Work.Shell shell) {
                remember(read(new Reading(shell, draft, index, Purpose.FORWARD), outputs));
            }
        }
    }

    private void remember(ShellWords.Variables variables) {
        variables.assigned().forEach(each -> assigned.add(each.name()));
        anythingMayBeSet |= variables.open() || !variables.understood();
    }

    private ShellWords.Variables read(Reading reading, OutputVariables outputs) {
        ShellWords.Variables variables = ShellWords.variables(reading.shell().text());
        Set<String> own = new HashSet<>();
        variables.assigned().forEach(each -> own.add(each.name()));
        boolean lenient = anythingMayBeSet || variables.open() || !variables.understood();
        for (Named read : variables.read()) {
            boolean set = own.contains(read.name()) || assigned.contains(read.name()) || declared.contains(read.name());
            if (!set && read.name().matches("[A-Z][A-Z0-9_]*") && !UsualVariables.holds(read.name())) {
                Phrase phrase = new Phrase(read.name(), span(reading.shell(), read));
                if (!output(phrase, reading, outputs) && !lenient) {
                    unset(phrase, reading);
                }
            }
        }
        return variables;
    }

    /** Whether the variable is an output; it is then also looked at whether that is there by now. */
    private boolean output(Phrase read, Reading reading, OutputVariables outputs) {
        List<OutputVariables.Setter> setters = outputs.of(read.text());
        if (setters.isEmpty()) {
            return false;
        }
        // An undo may read what its own step has set.
        int before = reading.purpose() == Purpose.FORWARD ? reading.index() : reading.index() + 1;
        List<OutputVariables.Setter> earlier =
                setters.stream().filter(setter -> setter.index() < before).toList();
        if (earlier.isEmpty()) {
            problems.add(
                    read.span(),
                    "$" + read + " is an output of step '"
                            + OutputFlow.id(setters.getFirst().draft()) + "', which comes later",
                    "Move that step before this one.");
        } else if (certainty == Certainty.ALL_BOUND
                && earlier.stream()
                        .noneMatch(setter -> setter.index() == reading.index()
                                || setter.draft()
                                        .certainFor(
                                                reading.draft(),
                                                reading.draft()
                                                        .planned()
                                                        .guards()
                                                        .size()))) {
            Draft setter = earlier.getLast().draft();
            OutputFlow.maybe(read, OutputFlow.id(setter), setter).ifPresent(problems::add);
        }
        return true;
    }

    private void unset(Phrase read, Reading reading) {
        Set<String> byOwnStep = new HashSet<>();
        if (reading.purpose() == Purpose.BACKWARD
                && reading.draft().source().map(Step::work).orElse(null) instanceof Step.Work.Shell forward) {
            ShellWords.variables(forward.text()).assigned().forEach(each -> byOwnStep.add(each.name()));
        }
        if (byOwnStep.contains(read.text())) {
            problems.add(
                    read.span(),
                    "$" + read + " is set by the step itself, and this begins from the session before it",
                    "Let the step set an output, or compute the value here again.");
            return;
        }
        Set<String> known = new LinkedHashSet<>(declared);
        known.addAll(assigned);
        problems.add(
                read.span(),
                "nothing sets $" + read + " before this",
                Nearest.to(read.text(), known)
                        .map(near -> "Did you mean $" + near + "?")
                        .orElse("Assign it in an earlier step, declare it below env or inputs, or write ${" + read
                                + ":-} if it may be empty."));
    }

    private static Span span(Step.Work.Shell shell, Named read) {
        Span body = shell.body();
        int line = body.line() + read.line() - 1;
        int column = body.column() + read.column() - 1;
        return new Span(body.file(), line, column, line, column + read.name().length());
    }
}
