package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Box;
import dev.slipway.main.Typed.Said;
import dev.slipway.postgres.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump by the pg_dump of a container, into a store of this machine, and proved by a restore in there. */
@Tag("real")
class ContainerBackupTest {
    @TempDir
    private Path folder;

    private String database;
    private Box box;

    @BeforeEach
    void start() throws IOException {
        database = Databases.create();
        Databases.sql(
                database,
                "create table people as select n as id, md5(n::text) as name from generate_series(1, 20000) n");
        List<String> tools = Stream.of("psql", "pg_dump", "pg_restore")
                .map(program -> program + "=" + newest(program))
                .toList();
        box = Box.alone(Box.shellsWith("postgres-client", tools), "--network", "host");
    }

    /** Not the wrapper that Debian has on PATH. */
    private static Path newest(String program) {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin").resolve(program))
                    .filter(Files::isExecutable)
                    .max(Path::compareTo)
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void remove() {
        box.close();
        Databases.dropAll(database);
    }

    @Test
    void a_dump_streams_out_of_the_container_and_is_proved_in_there() {
        Typed typed = new Typed(folder, "anna")
                .with("DATABASE_URL", Databases.url(database))
                .runbook("""
                        ---
                        title: Planner
                        slipway:
                          version: 1
                          service: planner
                          env: {DATABASE_URL: {url: postgresql, secret: true}}
                          places: {tools: {container: BOX}}
                          stores: {backups: {folder: kept, recipients: none}}
                          procedures: {backup: {run: [back-up]}}
                        ---

                        # Planner

                        ## Back up

                        <!-- slipway: step id=dump on=tools -->
                        ```yaml
                        backup.postgres: {url: $DATABASE_URL, store: backups, prove: restore}
                        ```

                        ```bash
                        test -s "$DUMP_PATH"
                        ```
                        """.replace("BOX", box.name()));
        Said said = typed.slipway("run", "runbook.md");
        assertThat(said.exit()).as(said.out() + said.err()).isZero();
        assertThat(said.out()).contains("20,000").doesNotContain(Databases.password());
    }
}
