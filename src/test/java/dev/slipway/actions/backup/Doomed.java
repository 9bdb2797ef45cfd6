package dev.slipway.actions.backup;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.run.Outcome;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Backs up and restores the same database or folder for ever, until it is killed: the program of {@link BackupHunt}. */
public final class Doomed {
    private Doomed() {}

    /** {@code main FOLDER DATABASE PUBLIC-KEY PRIVATE-KEY WHAT}: what it says is one line for each step that came to its end. */
    public static void main(String[] words) throws InterruptedException {
        Ground ground = new Ground(Path.of(words[0]), words[1], words[2], words[3]);
        System.out.println("ready");
        if (words[4].equals("folder")) {
            Data folder = Data.of(ground.folder.resolve("uploads").toString());
            forever(ground, new BackupFiles(), new RestoreFiles(), Map.of("folder", folder));
        }
        forever(ground, new BackupPostgres(), new RestorePostgres(), Map.of("url", Data.of("$DATABASE_URL")));
    }

    private static void forever(Ground ground, Action<?> backup, Action<?> restore, Map<String, Data> what)
            throws InterruptedException {
        Map<String, Data> where = new HashMap<>(what);
        where.put("store", Data.of("backups"));
        Map<String, Data> back = new HashMap<>(where);
        back.put("identity", Data.of("$AGE_KEY"));
        back.put("loss", Data.of("accept"));
        while (true) {
            said(ground.perform(backup, where));
            ground.remember("{}");
            said(ground.perform(restore, back));
        }
    }

    private static void said(Outcome outcome) {
        System.out.println(outcome);
        if (!(outcome instanceof Outcome.Succeeded)) {
            throw new AssertionError(outcome);
        }
    }
}
