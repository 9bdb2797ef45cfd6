package dev.slipway.runbook;

import dev.slipway.base.Problem;
import java.util.List;

/**
 * What reading a document gave: always a runbook, as good as it can be (the linter works on broken ones too), and the
 * problems that count wherever a procedure leads. A reading with problems is never planned.
 */
public record Reading(Runbook runbook, List<Problem> problems) {
    public Reading {
        problems = problems.stream().sorted().toList();
    }
}
