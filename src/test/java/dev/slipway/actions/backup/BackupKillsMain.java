package dev.slipway.actions.backup;

import java.nio.file.Files;
import java.nio.file.Path;

/** {@code bin/kills backups [N [SEED]]}: exits 1 for a broken promise; needs SLIPWAY_TEST_POSTGRES. */
public final class BackupKillsMain {
    private BackupKillsMain() {}

    public static void main(String[] words) throws Exception {
        int kills = words.length > 0 ? Integer.parseInt(words[0]) : 100;
        long seed = words.length > 1 ? Long.parseLong(words[1]) : System.nanoTime();
        System.out.println(kills + " kills of backups and restores, seed " + seed);
        Path folder = Files.createTempDirectory("slipway-backup-kills");
        try {
            BackupHunt.hunt(folder, kills, seed)
                    .forEach((where, count) -> System.out.printf("%4d  %s%n", count, where));
        } catch (AssertionError e) {
            System.out.println("a promise was broken; kept in " + folder + ": " + e.getMessage());
            System.exit(1);
        }
        Ground.shell("rm -rf " + folder, "");
        System.out.println("no half backup counted, nothing stayed beside, and what was live was whole");
    }
}
