package dev.slipway.schema;

import java.util.Optional;

/** The revision to which a schema is to be brought; empty for the newest that the code has. */
public record Goal(Optional<String> revision) {
    public static final Goal NEWEST = new Goal(Optional.empty());

    public boolean is(Revision one) {
        return revision.filter(one.id()::equals).isPresent();
    }

    /** {@code ""} for the newest. */
    public String word() {
        return revision.orElse("");
    }
}
