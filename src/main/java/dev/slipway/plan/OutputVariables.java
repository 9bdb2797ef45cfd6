package dev.slipway.plan;

import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import dev.slipway.base.StepId;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.runbook.ReservedNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which steps may set the variables that outputs give: {@code $BACKUP_FILE}. */
final class OutputVariables {
    private final List<Setter> steps = new ArrayList<>();
    private final Map<String, List<Setter>> byName = new HashMap<>();
    private final Map<String, List<Setter>> byPrefix = new HashMap<>();

    OutputVariables(List<Draft> drafts) {
        for (int i = 0; i < drafts.size(); i++) {
            Setter setter = new Setter(drafts.get(i), i);
            StepId id = setter.draft().planned().id();
            steps.add(setter);
            switch (setter.draft().planned().work()) {
                case Work.Bash bash ->
                    ShellReading.outputs(bash.shell().text())
                            .forEach(output ->
                                    Variables.ofOutput(id, output).ifPresent(name -> put(byName, name, setter)));
                case Work.Typed _ -> Variables.ofOutput(id, "").ifPresent(prefix -> put(byPrefix, prefix, setter));
                case Work.Gate _, Work.Ask _, Work.Tell _ -> {}
            }
        }
    }

    record Setter(Draft draft, int index) {}

    private static void put(Map<String, List<Setter>> map, String key, Setter setter) {
        map.computeIfAbsent(key, _ -> new ArrayList<>()).add(setter);
    }

    /** In the order of the plan. The outputs of an action are its own affair: any name with its prefix will do. */
    List<Setter> of(String variable) {
        List<Setter> found = new ArrayList<>(byName.getOrDefault(variable, List.of()));
        for (int at = variable.indexOf('_'); at >= 0; at = variable.indexOf('_', at + 1)) {
            found.addAll(byPrefix.getOrDefault(variable.substring(0, at + 1), List.of()));
        }
        return found;
    }

    /** Two names that give one variable; also where a title of one word has given the step its name. */
    void refuseClashes(Set<String> declared, Problems problems) {
        Map<String, String> owners = new HashMap<>();
        for (Setter setter : steps) {
            Optional<Named> named = Named.of(setter.draft());
            if (named.isPresent()) {
                switch (setter.draft().planned().work()) {
                    case Work.Bash bash ->
                        ShellReading.plainOutputs(bash.shell().text())
                                .forEach(output -> refuse(output, named.get(), owners, declared)
                                        .ifPresent(problems::add));
                    case Work.Typed _ -> refuseFamily(named.get()).ifPresent(problems::add);
                    case Work.Gate _, Work.Ask _, Work.Tell _ -> {}
                }
            }
        }
    }

    /** A step whose outputs give variables. */
    private record Named(String name, Span span, String help) {
        static Optional<Named> of(Draft draft) {
            String name = Variables.plain(draft.planned().id());
            return draft.source()
                    .filter(_ -> Variables.ofOutput(draft.planned().id(), "").isPresent())
                    .map(step -> step.id()
                            .map(id -> new Named(name, id.span(), "Rename the step."))
                            .orElseGet(() -> new Named(
                                    name, draft.span(), "Give it another name: <!-- slipway: step id=NAME -->.")));
        }
    }

    private static Optional<Problem> refuse(
            String output, Named step, Map<String, String> owners, Set<String> declared) {
        String name = ReservedNames.variableOf(step.name(), output);
        String owner = owners.putIfAbsent(name, step.name());
        boolean other = owner != null && !owner.equals(step.name());
        return clash(name, other ? owner : null, declared)
                .map(with -> new Problem(
                        step.span(),
                        "output '" + output + "' of step '" + step.name() + "' is $" + name + ", " + with,
                        step.help().replace("Rename the step", "Rename the output or the step")));
    }

    /** Which outputs an action gives is its own affair, and what is declared keeps its name: only families are refused. */
    private static Optional<Problem> refuseFamily(Named step) {
        String prefix = ReservedNames.variableOf(step.name(), "");
        return ReservedNames.covering(prefix)
                .filter(ReservedNames.Reserved::prefix)
                .map(reserved -> new Problem(
                        step.span(),
                        "outputs of step '" + step.name() + "' are $" + prefix + "…, which are reserved: "
                                + reserved.reason(),
                        step.help()));
    }

    private static Optional<String> clash(String name, @Nullable String otherStep, Set<String> declared) {
        if (otherStep != null) {
            return Optional.of("and so is an output of step '" + otherStep + "'");
        }
        return declared.contains(name)
                ? Optional.of("which an input or env gives already")
                : ReservedNames.covering(name).map(reserved -> "which is reserved: " + reserved.reason());
    }
}
