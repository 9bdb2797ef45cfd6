package dev.slipway.schema.risk;

/** What a statement does to one table: what it takes on it, and for how long by what it has to do meanwhile. */
public record Touch(Relation table, Mode mode, Work work) {

    public enum Work {
        /** Only entries of the catalogue change. */
        NOTHING,
        /** All rows are read. */
        SCAN,
        /** An index is built. */
        BUILD,
        /** All rows are written to another file, and all indexes with them. */
        REWRITE,
        /** All rows are changed, one by one. */
        ROWS,
        /** Some rows are read or changed; how many stands in no catalogue. */
        SOME
    }
}
