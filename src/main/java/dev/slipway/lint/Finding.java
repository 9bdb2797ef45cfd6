package dev.slipway.lint;

import dev.slipway.base.Span;
import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Severity;

/**
 * What a rule found at its place.
 *
 * @param text what stands there, to the letter
 * @param harm what happens in production
 */
public record Finding(Card card, Span span, String text, String harm) {
    public String code() {
        return card.code();
    }

    public Severity severity() {
        return card.severity();
    }
}
