package dev.slipway.main;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What people type most, a plan and a run, done once when a clone is built: for the cache with which later starts are fast, as
 * {@link Rehearsal} does it for the proxy. How they end is of no importance.
 */
final class CommandRehearsal {
    private static final String RUNBOOK = """
            ---
            slipway:
              version: 1
              service: rehearsal
              procedures:
                release: {run: [steps]}
            ---

            # Rehearsal

            ## Steps

            ```bash
            echo one
            ```

            ```bash
            two=2; echo "$two" >&2
            ```
            """;

    private CommandRehearsal() {}

    /** @param words the runbook to plan */
    public static void main(String[] words) throws IOException {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Main.answer(List.of("plan", words[0]), nowhere, nowhere);
        Path folder = Files.createTempDirectory("slipway-rehearsal");
        try {
            Path runbook = Files.writeString(folder.resolve("runbook.md"), RUNBOOK);
            String state = folder.resolve("state").toString();
            Main.answer(List.of("run", "--unattended", "--state", state, runbook.toString()), nowhere, nowhere);
        } finally {
            Rehearsal.delete(folder);
        }
    }
}
