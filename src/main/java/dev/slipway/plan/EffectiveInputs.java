package dev.slipway.plan;

import dev.slipway.runbook.FrontMatter;
import dev.slipway.runbook.FrontMatter.Input;
import dev.slipway.runbook.FrontMatter.InputDefault;
import dev.slipway.runbook.FrontMatter.Procedure;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The inputs of a procedure: those of the runbook, with the procedure's own defaults, and the procedure's own. */
final class EffectiveInputs {
    private EffectiveInputs() {}

    static Map<String, Input> of(FrontMatter front, Procedure procedure) {
        Map<String, Input> all = new LinkedHashMap<>();
        front.inputs().forEach(input -> all.put(input.name().text(), input));
        procedure.inputs().forEach(own -> all.merge(own.name().text(), alone(own), (shared, _) -> with(shared, own)));
        return all;
    }

    /** Every input of the runbook and of any procedure: what records of runs may hold. */
    static Set<String> everywhere(FrontMatter front) {
        Set<String> all = new LinkedHashSet<>();
        front.inputs().forEach(input -> all.add(input.name().text()));
        front.procedures()
                .forEach(procedure ->
                        procedure.inputs().forEach(own -> all.add(own.name().text())));
        return all;
    }

    private static Input alone(InputDefault own) {
        return new Input(own.name(), "", own.type(), Optional.empty(), List.of(), own.standard(), false);
    }

    private static Input with(Input shared, InputDefault own) {
        return own.standard().isEmpty()
                ? shared
                : new Input(
                        shared.name(),
                        shared.description(),
                        shared.type(),
                        shared.pattern(),
                        shared.oneOf(),
                        own.standard(),
                        false);
    }
}
