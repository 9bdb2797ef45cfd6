package dev.slipway.schema.risk;

import java.util.Optional;

/** Something that is not there any more after a statement, or not by its name. */
public record Loss(Kind kind, Relation table, Optional<String> column) {

    public enum Kind {
        TABLE,
        COLUMN,
        /** Rows are deleted or overwritten. */
        ROWS,
        /** Values no longer fit as they were. */
        TYPE,
        RENAMED
    }

    @Override
    public String toString() {
        return table + column.map(name -> "." + name).orElse("");
    }
}
