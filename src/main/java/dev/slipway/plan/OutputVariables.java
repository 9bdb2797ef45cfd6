package dev.slipway.plan;

import dev.slipway.base.StepId;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.runbook.ReservedNames;
import dev.slipway.runbook.Step;
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

    /** Two names that give one variable. */
    void refuseClashes(Set<String> declared, Problems problems) {
        Map<String, String> owners = new HashMap<>();
        for (Setter setter : steps) {
            Draft draft = setter.draft();
            if (draft.planned().work() instanceof Work.Bash bash) {
                draft.source()
                        .flatMap(Step::id)
                        .ifPresent(id -> ShellReading.plainOutputs(bash.shell().text())
                                .forEach(output -> {
                                    String name = ReservedNames.variableOf(id.text(), output);
                                    String owner = owners.putIfAbsent(name, id.text());
                                    boolean other = owner != null && !owner.equals(id.text());
                                    clash(name, other ? owner : null, declared)
                                            .ifPresent(with -> problems.add(
                                                    id.span(),
                                                    "output '" + output + "' of step '" + id + "' is $" + name + ", "
                                                            + with,
                                                    "Rename the output or the step."));
                                }));
            }
        }
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
