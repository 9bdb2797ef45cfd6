package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.slipway.backup.Backup;
import dev.slipway.base.Data;
import dev.slipway.postgres.Databases;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** SIGKILL at random instants of backup, proof, restore and swap, of a database and of a folder. */
final class BackupHunt {
    /** About as long as a backup with its proof takes, or a restore, on a machine with other work. */
    private static final int WINDOW_MILLIS = 4_000;

    private static final int FOLDER_WINDOW_MILLIS = 1_500;

    /** What is under way when the time begins to run. */
    private enum During {
        BACKUP("database"),
        RESTORE("database"),
        FOLDERS_BACKUP("folder"),
        FOLDERS_RESTORE("folder");

        private final String what;

        During(String what) {
            this.what = what;
        }
    }

    private final Ground ground;
    private final Random random;
    private final Path uploads;
    private final String content;

    private BackupHunt(Ground ground, Random random) throws Exception {
        this.ground = ground;
        this.random = random;
        this.uploads = Files.createDirectories(ground.folder.resolve("uploads"));
        ground.sql("create table orders(id int primary key, what text);"
                + " insert into orders select i, md5(i::text) from generate_series(1, 20000) i;"
                + " create index on orders(what)");
        Ground.shell(
                "cd " + uploads
                        + " && for d in 1 2 3 4 5; do mkdir $d; for f in 1 2 3 4 5 6 7 8; do head -c 100000 /dev/urandom"
                        + " >$d/$f; done; ln $d/1 $d/same; done",
                "");
        this.content = new Tree(ground, uploads.toString(), List.of()).content();
    }

    /** Where it was caught, and how often; throws where a promise was broken. */
    static Map<String, Integer> hunt(Path temporary, int kills, long seed) throws Exception {
        Map<String, Integer> caught = new TreeMap<>();
        try (Ground ground = new Ground(temporary)) {
            BackupHunt hunt = new BackupHunt(ground, new Random(seed));
            for (int kill = 0; kill < kills; kill++) {
                During during = During.values()[kill % During.values().length];
                caught.merge(hunt.once(during), 1, Integer::sum);
            }
            hunt.theNextOneTidiesUp();
        }
        return caught;
    }

    private String once(During during) throws Exception {
        boolean folder = during.what.equals("folder");
        List<String> said = killed(ground, during, random.nextInt(folder ? FOLDER_WINDOW_MILLIS : WINDOW_MILLIS));
        String where = folder ? afterwardsInTheFolder(said) : afterwards(ground, said);
        everyEntryIsWhole(ground);
        Files.deleteIfExists(ground.folder.resolve("memory")); // each kind of step has its own
        return where;
    }

    private void theNextOneTidiesUp() throws Exception {
        Map<String, Data> store = Map.of("store", Data.of("backups"));
        Map<String, Data> database = new HashMap<>(store);
        database.put("url", Data.of("$DATABASE_URL"));
        assertThat(ground.perform(new BackupPostgres(), database)).isInstanceOf(Outcome.Succeeded.class);
        Map<String, Data> folder = new HashMap<>(store);
        folder.put("folder", Data.of(uploads.toString()));
        assertThat(ground.perform(new BackupFiles(), folder)).isInstanceOf(Outcome.Succeeded.class);
        folder.put("identity", Data.of("$AGE_KEY"));
        assertThat(ground.perform(new RestoreFiles(), folder)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(Ground.sides()).isEmpty();
        try (var files = Files.list(ground.folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith(".slipway"));
        }
        try (var files = Files.list(ground.store)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    private String afterwardsInTheFolder(List<String> said) throws Exception {
        untilNothingRunsThere();
        RestoreFiles action = new RestoreFiles();
        RestoreFiles.Return wanted = action.parameters()
                .bind(new Data.Mapping(Map.of(
                        "folder", Data.of(uploads.toString()),
                        "store", Data.of("backups"),
                        "identity", Data.of("$AGE_KEY"))));
        boolean none = !Files.isDirectory(uploads);
        boolean side = Files.isDirectory(ground.folder.resolve(".slipway_back_uploads"));
        if (action.look(wanted, ground) instanceof Sighting.Absent) {
            assertThat(action.undo(wanted, ground)).isInstanceOf(Outcome.Succeeded.class);
        }
        assertThat(new Tree(ground, uploads.toString(), List.of()).content()).isEqualTo(content);
        return (none ? "between renames" : side ? "with a side folder" : "without one") + " in a "
                + (said.size() % 2 == 0 ? "backup" : "restore") + " of the folder";
    }

    /** A script that was begun goes on without Slipway, to its end. */
    private void untilNothingRunsThere() {
        String folder = ground.folder.toString();
        while (ProcessHandle.allProcesses()
                .anyMatch(each -> each.pid() != ProcessHandle.current().pid()
                        && each.info()
                                .commandLine()
                                .filter(line -> line.contains(folder))
                                .isPresent())) {
            Thread.onSpinWait();
        }
    }

    private static List<String> killed(Ground ground, During during, int afterMillis) throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Doomed.class.getName(),
                        ground.folder.toString(),
                        ground.database,
                        ground.keys.recipient(),
                        ground.keys.identity().reveal(),
                        during.what)
                .redirectErrorStream(true);
        program.environment().put("SLIPWAY_TEST_POSTGRES", Databases.jdbc());
        Process process = program.start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String first = out.readLine();
            if (!"ready".equals(first)) {
                fail("the program did not start: " + first + " "
                        + String.join("\n", out.lines().toList()));
            }
            if (during == During.RESTORE || during == During.FOLDERS_RESTORE) {
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
        boolean closed = Databases.sql(
                        "postgres", "select datallowconn from pg_database where datname = '" + ground.database + "'")
                .equals("f");
        Sighting seen = action.look(wanted, ground);
        if (seen instanceof Sighting.Absent) {
            assertThat(action.undo(wanted, ground)).isInstanceOf(Outcome.Succeeded.class);
        }
        assertThat(ground.sql("select count(*), sum(hashtext(what)) from orders"))
                .isEqualTo(ground.sql("select count(*), sum(hashtext(md5(i::text))) from generate_series(1, 20000) i"));
        if (closed) {
            return "while swapping";
        }
        boolean side = !Ground.sides().isEmpty();
        return (side ? "with a side database" : "without one") + " in a "
                + (said.size() % 2 == 0 ? "backup" : "restore");
    }

    private static void untilTheServerHasNoticed(Ground ground) {
        while (!Databases.sql(
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
