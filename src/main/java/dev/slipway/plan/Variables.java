package dev.slipway.plan;

import dev.slipway.base.StepId;
import dev.slipway.runbook.ReservedNames;
import java.util.Optional;

/** Under which names shell steps see inputs and outputs. */
public final class Variables {
    private Variables() {}

    /** {@code version} is {@code VERSION}. */
    public static String ofInput(String name) {
        return ReservedNames.variableOf(name);
    }

    /**
     * Output {@code file} of step {@code backup} is {@code BACKUP_FILE}; reached again ({@code backup@2}) it has the same name, so
     * the latest counts. Names made from titles of several words hold hyphens and give none.
     */
    public static Optional<String> ofOutput(StepId step, String output) {
        String id = plain(step);
        return id.indexOf('-') >= 0 ? Optional.empty() : Optional.of(ReservedNames.variableOf(id, output));
    }

    /** A step's name without the {@code @2} of a repetition: what expressions call it, meaning the latest. */
    public static String plain(StepId step) {
        int at = step.value().indexOf('@');
        return at < 0 ? step.value() : step.value().substring(0, at);
    }
}
