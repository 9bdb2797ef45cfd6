package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Span;
import java.util.List;

/** {@code <!-- slipway: allow codes=SW101 because="…" -->}: the linter keeps silent within {@code covers}. */
public record Allowance(List<Phrase> codes, String because, Span covers) {
    public Allowance {
        codes = List.copyOf(codes);
    }
}
