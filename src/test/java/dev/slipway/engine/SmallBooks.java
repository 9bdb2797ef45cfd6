package dev.slipway.engine;

/** Runbooks that several tests play. */
final class SmallBooks {
    /** Front matter: at a failure the run waits for a person. */
    static final String PAUSES = """
            procedures: {release: {run: [steps], on-failure: pause}}
            """;

    /** The second step fails until there is a file called mended. */
    static final String TWO_STEPS = """
            ## Steps

            <!-- slipway: step id=first -->
            ```bash
            touch first
            ```

            <!-- slipway: undo of=first -->
            ```bash
            rm first
            ```

            <!-- slipway: step id=second -->
            ```bash
            [ -e mended ]
            ```
            """;

    private SmallBooks() {}
}
