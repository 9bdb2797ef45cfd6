package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proof;
import dev.slipway.base.Data;
import dev.slipway.postgres.Address;
import dev.slipway.postgres.Databases;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.run.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A backup against what people type: {@code bin/bench backup [SCALE [ROUNDS]]}, on the server of SLIPWAY_TEST_POSTGRES. They take
 * turns, so that each sees the same machine; the last line is the proof.
 */
public final class BackupBench {
    private BackupBench() {}

    public static void main(String[] words) throws Exception {
        int scale = words.length > 0 ? Integer.parseInt(words[0]) : 70;
        int rounds = words.length > 1 ? Integer.parseInt(words[1]) : 3;
        Path folder =
                Files.createTempDirectory(Path.of(System.getenv().getOrDefault("TMPDIR", "/tmp")), "slipway-bench");
        try (Ground ground = new Ground(folder)) {
            Ground.shell("$(pg_config --bindir)/pgbench -i -q -s " + scale + " " + ground.database, "");
            ground.sql(Awkward.SQL);
            System.out.printf(
                    Locale.ROOT,
                    "%s in the database, with the awkward tables of the tests%n",
                    Databases.sql(ground.database, "select pg_size_pretty(pg_database_size(current_database()))"));
            for (int round = 0; round < rounds; round++) {
                typed(folder, "pg_dump", "pg_dump " + ground.database + " > plain.sql");
                typed(folder, "pg_dump -Fc", "pg_dump -Fc " + ground.database + " > own.dump");
                typed(
                        folder,
                        "pg_dump | zstd | age",
                        "pg_dump -Fc -Z0 " + ground.database + " | zstd -q -3 | age -r " + ground.keys.recipient()
                                + " > piped");
                slipway(ground, "hash");
            }
            byHand(folder, ground, slipway(ground, "restore"));
            Runtime runtime = Runtime.getRuntime();
            System.out.printf(
                    Locale.ROOT, "%d MB of memory at the end%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        } finally {
            Ground.shell("rm -rf " + folder, "");
        }
    }

    private static void typed(Path folder, String what, String line) {
        long begun = System.nanoTime();
        Ground.shell("cd " + folder + " && " + line, "");
        System.out.printf(Locale.ROOT, "%8.2f s  %s%n", (System.nanoTime() - begun) / 1e9, what);
    }

    /** What lies in the store, restored by the plain tools alone, is what is in the database. */
    private static void byHand(Path folder, Ground ground, Backup backup) throws Exception {
        String copy = ground.database + "_copy";
        Databases.sql("postgres", "create database " + copy);
        Path key = Files.writeString(
                folder.resolve("key.txt"), ground.keys.identity().reveal() + "\n");
        String line = backup.restore().replace("KEYFILE", key.toString()).replace("DATABASE", copy);
        typed(ground.store, "age | zstd | pg_restore, by hand", line);
        Address address = new Address.Written(
                        Optional.of("$DATABASE_URL"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .found(ground.environment());
        try (Psql original = Psql.open(new Tools(ground, address, Optional.empty()));
                Psql restored = Psql.open(new Tools(ground, address.to(copy), Optional.empty()))) {
            original.run("begin;");
            restored.run("begin;");
            Facts wanted = Facts.of(original);
            List<String> missed = wanted.missedBy(Facts.of(restored));
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows of %d tables: %s%n",
                    wanted.count(),
                    wanted.rows().size(),
                    missed.isEmpty() ? "equal by checksum" : Facts.said(missed));
        }
        ground.vault.delete(backup);
    }

    private static Backup slipway(Ground ground, String prove) throws Exception {
        Outcome outcome = ground.perform(
                new BackupPostgres(),
                Map.of("url", Data.of("$DATABASE_URL"), "store", Data.of("backups"), "prove", Data.of(prove)));
        if (!(outcome instanceof Outcome.Succeeded)) {
            throw new IllegalStateException(outcome.toString());
        }
        List<Backup> all = ground.vault.catalogue().backups();
        Backup backup = all.getLast();
        Proof.Proved proved = (Proof.Proved) backup.proof().orElseThrow();
        Duration whole = Duration.between(backup.made().at(), proved.at());
        System.out.printf(
                Locale.ROOT,
                "%8.2f s  slipway, until it is in the store; %.2f s with its proof by %s (restored in %.2f s)%n",
                backup.made().took().toMillis() / 1e3,
                whole.toMillis() / 1e3,
                prove,
                proved.took().toMillis() / 1e3);
        if (prove.equals("hash")) {
            ground.vault.delete(backup);
        }
        return backup;
    }
}
