package dev.slipway.actions.migrate;

import java.util.Locale;

/** Whose migrations they are. */
public enum Tool {
    SQL("migrations"),
    DJANGO(""),
    ALEMBIC(""),
    RAILS(""),
    PRISMA("prisma/migrations"),
    GOLANG_MIGRATE("migrations"),
    CUSTOM("");

    private final String folder;

    Tool(String folder) {
        this.folder = folder;
    }

    /** Where its files are when nobody says otherwise; empty where only the tool itself reads them. */
    String folder() {
        return folder;
    }

    /** Whether it is asked by its table, for which Slipway must reach the database itself. */
    boolean byTable() {
        return this == SQL || this == PRISMA || this == GOLANG_MIGRATE;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
