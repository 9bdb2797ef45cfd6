package dev.slipway.runbook;

import dev.slipway.base.Problem;
import java.util.List;

/** What a step may not be. */
final class StepRefusals {
    private StepRefusals() {}

    static List<Problem> of(Step.Work.Shell shell) {
        return shell.text().isBlank() ? List.of(new Problem(shell.body(), "this step is empty")) : List.of();
    }
}
