package dev.slipway.actions.backup;

import static org.junit.jupiter.api.Assertions.fail;

import dev.slipway.base.Secret;
import dev.slipway.hands.FolderSite;
import dev.slipway.hands.Place;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.postgres.Databases;
import dev.slipway.stores.folder.FolderBlobs;
import dev.slipway.vault.AgeKeys;
import dev.slipway.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real database on the tests' server, a real folder as the store, and a site over both. */
final class Ground extends FolderSite implements AutoCloseable {
    final String database;
    final Path store;
    final Vault vault;
    final AgeKeys.Pair keys;
    List<String> recipients;

    Ground(Path temporary) {
        this(temporary, new LocalPlace(temporary.resolve("state"), temporary));
    }

    Ground(Path temporary, Place place) {
        this(temporary, place, Databases.create(), AgeKeys.oneTime());
    }

    /** The same as another process has made. */
    Ground(Path temporary, String database, String recipient, String identity) {
        this(
                temporary,
                new LocalPlace(temporary.resolve("state"), temporary),
                database,
                new AgeKeys.Pair(recipient, new Secret("AGE_KEY", identity)));
    }

    private Ground(Path temporary, Place place, String database, AgeKeys.Pair keys) {
        super(temporary, place, "backup");
        this.store = temporary.resolve("store");
        this.vault = new Vault(new FolderBlobs(store));
        this.database = database;
        this.keys = keys;
        this.recipients = List.of(keys.recipient());
        secrets.add(new Secret("DATABASE_URL", Databases.url(database)));
        secrets.add(new Secret("AGE_KEY", keys.identity().reveal()));
    }

    /** What psql says, at the end without a line break. */
    String sql(String sql) {
        return Databases.sql(database, sql);
    }

    /** Runs a line of shell with the tests' server in its environment; fails with what it said. */
    static String shell(String line, String input) {
        try {
            ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", line);
            builder.environment()
                    .putAll(Map.of(
                            "PGHOST",
                            "127.0.0.1",
                            "PGPORT",
                            Integer.toString(Databases.port()),
                            "PGUSER",
                            "slipway",
                            "PGPASSWORD",
                            Databases.password()));
            Process process = builder.redirectErrorStream(true).start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int status = process.waitFor();
            return status == 0 ? said : fail(line + " exits " + status + ": " + said);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What there is on the server besides the databases of other tests. */
    static List<String> sides() {
        return Databases.sql("postgres", "select datname from pg_database where datname like 'slipway_side_%'")
                .lines()
                .toList();
    }

    @Override
    public void close() {
        Databases.dropAll(database);
    }

    @Override
    public Depot depot(String name) {
        return new Depot(name, vault.blobs(), recipients);
    }
}
