package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.slipway.backup.Backup;
import dev.slipway.base.Data;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import dev.slipway.vault.Opened;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at random instants of backup, proof, restore and swap; {@code -Dslipway.backup.kills=100} for more of them. */
@Tag("real")
class KilledTest {
    private static final int KILLS = Integer.getInteger("slipway.backup.kills", 30);
    /** About as long as a backup with its proof takes, or a restore, on a machine with other work. */
    private static final int WINDOW_MILLIS = 4_000;

    /** Which of the two is under way when the time begins to run. */
    private enum During {
        BACKUP,
        RESTORE
    }

    @TempDir
    Path temporary;

    @Test
    void no_half_backup_counts_no_side_database_stays_and_the_live_one_is_whole() throws Exception {
        Random random = new Random(20261121);
        Map<String, Integer> caught = new TreeMap<>();
        try (Ground ground = new Ground(temporary)) {
            ground.sql("create table orders(id int primary key, what text);"
                    + " insert into orders select i, md5(i::text) from generate_series(1, 20000) i;"
                    + " create index on orders(what)");
            for (int kill = 0; kill < KILLS; kill++) {
                List<String> said = killed(ground, During.values()[kill % 2], random.nextInt(WINDOW_MILLIS));
                caught.merge(afterwards(ground, said), 1, Integer::sum);
            }
            // What the last one left goes with the next backup.
            assertThat(ground.perform(
                            new BackupPostgres(), Map.of("url", Data.of("$DATABASE_URL"), "store", Data.of("backups"))))
                    .isInstanceOf(Outcome.Succeeded.class);
            assertThat(Ground.sides()).isEmpty();
            try (var files = Files.list(ground.folder)) {
                assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
            }
        }
        System.out.println("kills: " + KILLS + " " + caught);
    }

    private static List<String> killed(Ground ground, During during, int afterMillis) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Doomed.class.getName(),
                        ground.temporary.toString(),
                        ground.database,
                        ground.keys.recipient(),
                        ground.keys.identity().reveal())
                .redirectErrorStream(true)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String first = out.readLine();
            if (!"ready".equals(first)) {
                fail("the program did not start: " + first + " "
                        + String.join("\n", out.lines().toList()));
            }
            if (during == During.RESTORE) {
                said.add(out.readLine());
            }
            if (process.waitFor(afterMillis, TimeUnit.MILLISECONDS)) {
                fail("it has ended by itself: " + String.join("\n", out.lines().toList()));
            }
            process.toHandle().destroyForcibly(); // the process' own method would close what it has said
            process.waitFor();
            out.lines().forEach(said::add);
        }
        return said;
    }

    /** Where it was caught, in a word. */
    private static String afterwards(Ground ground, List<String> said) throws Exception {
        untilTheServerHasNoticed(ground);
        RestorePostgres action = new RestorePostgres();
        RestorePostgres.Return wanted = action.parameters()
                .bind(new Data.Mapping(Map.of(
                        "url",
                        Data.of("$DATABASE_URL"),
                        "store",
                        Data.of("backups"),
                        "identity",
                        Data.of("$AGE_KEY"))));
        boolean closed = Ground.sql(
                        "postgres", "select datallowconn from pg_database where datname = '" + ground.database + "'")
                .equals("f");
        Sighting seen = action.look(wanted, ground);
        if (seen instanceof Sighting.Absent) {
            assertThat(action.undo(wanted, ground)).isInstanceOf(Outcome.Succeeded.class);
        }
        assertThat(ground.sql("select count(*), sum(hashtext(what)) from orders"))
                .isEqualTo(ground.sql("select count(*), sum(hashtext(md5(i::text))) from generate_series(1, 20000) i"));
        everyEntryIsWhole(ground);
        if (closed) {
            return "while swapping";
        }
        boolean side = !Ground.sides().isEmpty();
        return (side ? "with a side database" : "without one") + " in a "
                + (said.size() % 2 == 0 ? "backup" : "restore");
    }

    private static void untilTheServerHasNoticed(Ground ground) {
        while (!Ground.sql(
                        "postgres",
                        "select count(*) from pg_stat_activity where application_name like 'slipway%' or datname = '"
                                + ground.database + "'")
                .equals("0")) {
            Thread.onSpinWait();
        }
    }

    private static void everyEntryIsWhole(Ground ground) throws IOException {
        assertThat(ground.vault.catalogue().missing()).isEmpty();
        assertThat(ground.vault.catalogue().unreadable()).isEmpty();
        List<Backup> all = ground.vault.catalogue().backups();
        for (Backup backup : all.subList(Math.max(0, all.size() - 3), all.size())) {
            try (Opened opened = ground.vault.open(backup, List.of(ground.keys.identity()))) {
                opened.verify();
            }
        }
    }
}
