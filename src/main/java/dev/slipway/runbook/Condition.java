package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Span;

/** When a step, a heading or a call is performed: by an expression, or by asking. */
public sealed interface Condition {

    Span span();

    record When(Phrase expression) implements Condition {
        @Override
        public Span span() {
            return expression.span();
        }
    }

    record Ask(Span span) implements Condition {}
}
