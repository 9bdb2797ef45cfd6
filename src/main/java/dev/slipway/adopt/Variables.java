package dev.slipway.adopt;

import dev.slipway.plan.UsualVariables;
import dev.slipway.runbook.Part;
import dev.slipway.runbook.ReservedNames;
import dev.slipway.runbook.Section;
import dev.slipway.runbook.ShellWords;
import dev.slipway.runbook.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows the shell steps of one procedure, and declares what they read and nothing has set by then. */
final class Variables {
    private static final int DEEPEST = 8;

    private final Told told;
    private final List<Section> all;
    private final Set<String> assigned = new HashSet<>();
    private int depth;

    Variables(Told told, List<Section> all) {
        this.told = told;
        this.all = all;
    }

    void follow(Section section) {
        if (depth > DEEPEST) {
            return;
        }
        depth++;
        for (Part part : section.parts()) {
            if (part instanceof Step step && step.work() instanceof Step.Work.Shell shell) {
                read(shell, section.title());
            } else if (part instanceof Part.Call call) {
                String anchor = call.target().text().replaceFirst("^#", "");
                all.stream().filter(each -> each.isCalled(anchor)).findFirst().ifPresent(this::follow);
            }
        }
        section.sections().forEach(this::follow);
        depth--;
    }

    private void read(Step.Work.Shell shell, String title) {
        ShellWords.Variables variables = ShellWords.variables(shell.text());
        Set<String> own = new HashSet<>();
        variables.assigned().forEach(each -> own.add(each.name()));
        for (ShellWords.Named name : variables.read()) {
            boolean usual = UsualVariables.names().contains(name.name())
                    || ReservedNames.covering(name.name())
                            .filter(reserved -> reserved.purpose() != ReservedNames.Purpose.ENV_MAY_DECLARE_IT)
                            .isPresent();
            boolean set = own.contains(name.name()) || assigned.contains(name.name());
            if (!usual && !set && name.name().matches("[A-Z][A-Z0-9_]*")) {
                told.read(name.name(), title);
            }
        }
        assigned.addAll(own);
    }
}
