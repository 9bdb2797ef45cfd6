package dev.slipway.actions.backup;

import static org.junit.jupiter.api.Assertions.fail;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.Action;
import dev.slipway.hands.Place;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Site;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.run.Outcome;
import dev.slipway.stores.folder.FolderBlobs;
import dev.slipway.vault.AgeKeys;
import dev.slipway.vault.Vault;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A real database on the tests' server, a real folder as the store, and a site over both. */
final class Ground implements Site, AutoCloseable {
    final Path temporary;
    final String database;
    final Path folder;
    final Vault vault;
    final AgeKeys.Pair keys;
    final List<String> said = new ArrayList<>();
    final Map<String, String> plain = new LinkedHashMap<>();
    final List<Secret> secrets = new ArrayList<>();
    List<String> recipients;
    private final Place place;

    Ground(Path temporary) {
        this(temporary, new LocalPlace(temporary.resolve("state"), temporary));
    }

    Ground(Path temporary, Place place) {
        this(temporary, place, "slipway_test_" + UUID.randomUUID().toString().substring(0, 8), AgeKeys.oneTime());
        sql("postgres", "create database " + database);
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
        this.temporary = temporary;
        this.folder = temporary.resolve("store");
        this.vault = new Vault(new FolderBlobs(folder));
        this.place = place;
        this.database = database;
        this.keys = keys;
        this.recipients = List.of(keys.recipient());
        secrets.add(new Secret("DATABASE_URL", url(database)));
        secrets.add(new Secret("AGE_KEY", keys.identity().reveal()));
    }

    private static URI server() {
        String url = System.getenv("SLIPWAY_TEST_POSTGRES");
        String known = url != null
                ? url
                : fail("this test needs a PostgreSQL server in SLIPWAY_TEST_POSTGRES, or run bin/test");
        return URI.create(known.substring("jdbc:".length()));
    }

    static int port() {
        return server().getPort();
    }

    static String password() {
        return server().getQuery().replaceAll(".*password=([^&]*).*", "$1");
    }

    static String url(String database) {
        return "postgresql://slipway:" + password() + "@127.0.0.1:" + server().getPort() + "/" + database;
    }

    /** What psql says, at the end without a line break. */
    String sql(String sql) {
        return sql(database, sql);
    }

    static String sql(String database, String sql) {
        return shell("psql -X -q -A -t -v ON_ERROR_STOP=1 -d " + database + " -f -", sql);
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
                            Integer.toString(server().getPort()),
                            "PGUSER",
                            "slipway",
                            "PGPASSWORD",
                            password()));
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

    /** As it would stand in a runbook. */
    <P extends Record> Outcome perform(Action<P> action, Map<String, Data> parameters) throws InterruptedException {
        @SuppressWarnings("unchecked") // an action's parameters are of its own kind
        P bound = (P) action.parameters().bind(new Data.Mapping(parameters));
        return action.perform(bound, this);
    }

    /** What there is on the server besides the databases of other tests. */
    static List<String> sides() {
        return sql("postgres", "select datname from pg_database where datname like 'slipway_side_%'")
                .lines()
                .toList();
    }

    @Override
    public void close() {
        sql("postgres", "drop database if exists " + database + " with (force)");
        for (String old : sql("postgres", "select datname from pg_database where datname like '" + database + "%'")
                .lines()
                .toList()) {
            sql("postgres", "drop database \"" + old + "\" with (force)");
        }
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public Place.Environment environment() {
        return new Place.Environment(plain, secrets, List.of());
    }

    @Override
    public Place.Capture capture(Place.OutputListener listener) {
        return new Place.Capture(environment().secrets(), false, 1 << 20, listener);
    }

    @Override
    public Optional<String> directory() {
        return Optional.empty();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Instant begun() {
        return Instant.now();
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    @Override
    public void say(String line) {
        said.add(line);
    }

    @Override
    public Map<String, Data> roots() {
        return Map.of();
    }

    @Override
    public void note(String text) {
        said.add(text);
    }

    @Override
    public String origin() {
        return "r000000/backup";
    }

    @Override
    public Front front(String name) {
        throw new UnsupportedOperationException(name);
    }

    @Override
    public Depot depot(String name) {
        return new Depot(name, vault.blobs(), recipients);
    }

    @Override
    public Processes processes() {
        throw new UnsupportedOperationException();
    }

    /** As the engine keeps it: found again by another process. */
    @Override
    public Optional<String> recall() {
        try {
            return Files.exists(memory()) ? Optional.of(Files.readString(memory())) : Optional.empty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path memory() {
        return temporary.resolve("memory");
    }

    @Override
    public List<String> diary() {
        return List.of();
    }

    @Override
    public void enter(Data.Mapping line) {
        throw new AssertionError("backups keep no diary: " + line);
    }

    @Override
    public void remember(String text) {
        try {
            Files.writeString(temporary.resolve("memory.new"), text);
            Files.move(temporary.resolve("memory.new"), memory(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
