package dev.slipway.schema.risk;

import java.util.Locale;

/** One thing that a migration would do to people who use the database meanwhile, with what to do instead. */
public record Danger(Severity severity, Kind kind, String where, String says, String advice) {

    public enum Severity {
        NOTE,
        WARNING,
        ERROR
    }

    /** By these words a runbook allows what it knows of. */
    public enum Kind {
        REWRITE,
        SCAN,
        INDEX,
        ROWS,
        WAIT,
        DROP,
        RENAME,
        TYPE,
        UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return severity.name().toLowerCase(Locale.ROOT) + " " + kind.word() + " " + where + ": " + says
                + (advice.isEmpty() ? "" : ". " + advice);
    }
}
