package dev.slipway.actions.migrate;

import java.util.Locale;

/** Whose migrations they are. */
public enum Tool {
    SQL("migrations"),
    DJANGO(""),
    ALEMBIC(""),
    RAILS(""),
    FLYWAY("src/main/resources/db/migration"),
    LIQUIBASE(""),
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

    /** Whether Slipway must reach the database itself: it asks the tool's table, or is where the tool runs. */
    boolean byTable() {
        return switch (this) {
            case SQL, FLYWAY, LIQUIBASE, PRISMA, GOLANG_MIGRATE -> true;
            case DJANGO, ALEMBIC, RAILS, CUSTOM -> false;
        };
    }

    /** Whether PGOPTIONS reaches the server through it; what a tool of somebody's own does is not known. */
    boolean hearsOptions() {
        return switch (this) {
            case SQL, DJANGO, ALEMBIC, RAILS, FLYWAY, GOLANG_MIGRATE, CUSTOM -> true;
            case LIQUIBASE, PRISMA -> false;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
