package dev.slipway.lint.rules;

import java.util.Locale;

/** How much harm is done; the first is the worst. */
public enum Severity {
    /** The step does harm, or cannot work. */
    ERROR,
    /** It fails in a situation that will come. */
    WARNING,
    /** Hygiene. */
    NOTE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }
}
