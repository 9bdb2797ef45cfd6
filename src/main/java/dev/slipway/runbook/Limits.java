package dev.slipway.runbook;

/** What a document may be at most. Each limit is far above what people write, and below what makes a machine slow. */
final class Limits {
    static final int DOCUMENT_BYTES = 5_000_000;
    static final int STEPS = 10_000;

    /** Lists and quotes within one another; a level of list opens two of the parser's blocks. */
    static final int NESTING = 32;

    static final int OPEN_BLOCKS = 4 * NESTING;
    static final int INLINE_NESTING = 100;

    private Limits() {}
}
