package dev.slipway.actions.backup;

import dev.slipway.base.Data;
import dev.slipway.run.Outcome;
import java.nio.file.Path;
import java.util.Map;

/** Backs up and restores the same database for ever, until it is killed: the program of {@link KilledTest}. */
public final class Doomed {
    private Doomed() {}

    /** {@code main FOLDER DATABASE PUBLIC-KEY PRIVATE-KEY}: what it says is one line for each step that came to its end. */
    public static void main(String[] words) throws InterruptedException {
        Ground ground = new Ground(Path.of(words[0]), words[1], words[2], words[3]);
        Map<String, Data> where = Map.of("url", Data.of("$DATABASE_URL"), "store", Data.of("backups"));
        Map<String, Data> back = Map.of(
                "url", Data.of("$DATABASE_URL"),
                "store", Data.of("backups"),
                "identity", Data.of("$AGE_KEY"),
                "loss", Data.of("accept"));
        System.out.println("ready");
        while (true) {
            said(ground.perform(new BackupPostgres(), where));
            ground.remember("{}");
            said(ground.perform(new RestorePostgres(), back));
        }
    }

    private static void said(Outcome outcome) {
        System.out.println(outcome);
        if (!(outcome instanceof Outcome.Succeeded)) {
            throw new AssertionError(outcome);
        }
    }
}
