package dev.slipway.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Entry;
import dev.slipway.hands.Journal.Verification;
import dev.slipway.journal.HandClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, really killed. */
class SqliteCrashTest {

    @TempDir
    Path directory;

    @Test
    void whatever_was_acknowledged_survives_a_kill_at_any_instant() throws Exception {
        Path file = directory.resolve("journal.db");
        long acknowledged = 0;
        for (int lines : List.of(1, 2, 7, 30, 101, 400, 1_500)) {
            acknowledged = acknowledgedBeforeKill(file, lines);

            try (Journal journal = JdbcJournal.sqlite(file, new HandClock())) {
                List<Entry> entries = journal.read(AppendUntilKilled.RUN, 0, Integer.MAX_VALUE);
                assertThat(journal.verify(AppendUntilKilled.RUN)).isInstanceOf(Verification.Sound.class);
                // At most the one append that was under way is there beyond, and whole.
                assertThat((long) entries.size()).isIn(acknowledged, acknowledged + 3);
                assertThat(entries)
                        .extracting(Entry::text)
                        .isEqualTo(LongStream.rangeClosed(1, entries.size())
                                .mapToObj(n -> "entry " + n)
                                .toList());
            }
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(3 * 2_041);
    }

    /** Lets the process write at least so many lines; returns the last number it said before it died. */
    private static long acknowledgedBeforeKill(Path file, int lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendUntilKilled.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = 0;
        try (BufferedReader out = process.inputReader()) {
            for (int i = 0; i < lines; i++) {
                last = number(out.readLine());
            }
            // By its handle: a Process that is destroyed closes its output, with lines still in it.
            process.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = Math.max(last, number(line));
            }
        }
        assertThat(process.waitFor()).isEqualTo(128 + 9);
        return last;
    }

    /** The last line may have been cut off by the kill: then it says a smaller number. */
    private static long number(String line) {
        return line.isEmpty() ? 0 : Long.parseLong(line);
    }
}
