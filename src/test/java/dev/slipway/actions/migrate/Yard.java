package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.Action;
import dev.slipway.hands.Place;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Site;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.postgres.Databases;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import java.io.IOException;
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

/** A folder with an application, a real database, and the site of a step over both. */
final class Yard implements Site, AutoCloseable {
    final Path folder;
    final String database;
    final List<String> said = new ArrayList<>();
    final Map<String, String> plain = new LinkedHashMap<>();
    final List<Secret> secrets = new ArrayList<>();
    String step = "migrate";
    private final Place place;

    Yard(Path folder) {
        this(folder, Databases.create());
    }

    /** The same as another process has made. */
    Yard(Path folder, String database) {
        this.folder = folder;
        this.database = database;
        this.place = new LocalPlace(folder.resolve("state"), folder);
        secrets.add(new Secret("DATABASE_URL", Databases.url(database)));
    }

    String sql(String sql) {
        return Databases.sql(database, sql);
    }

    void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    <P extends Record> Outcome perform(Action<P> action, Object... parameters) throws InterruptedException {
        return action.perform(bound(action, parameters), this);
    }

    <P extends Record> Outcome undo(Action<P> action, Object... parameters) throws InterruptedException {
        return action.undo(bound(action, parameters), this);
    }

    <P extends Record> Sighting look(Action<P> action, Object... parameters) throws InterruptedException {
        return action.look(bound(action, parameters), this);
    }

    @SuppressWarnings("unchecked") // an action's parameters are of its own kind
    private static <P extends Record> P bound(Action<P> action, Object... parameters) {
        Map<String, Data> all = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(
                    (String) parameters[i],
                    parameters[i + 1] instanceof Data data ? data : Data.of((String) parameters[i + 1]));
        }
        return (P) action.parameters().bind(new Data.Mapping(all));
    }

    /** Another step of the same run. */
    Yard step(String name) {
        step = name;
        return this;
    }

    @Override
    public void close() {
        Databases.drop(database);
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
        return "r000000/" + step;
    }

    @Override
    public Front front(String name) {
        throw new UnsupportedOperationException(name);
    }

    @Override
    public Depot depot(String name) {
        throw new UnsupportedOperationException(name);
    }

    @Override
    public Processes processes() {
        throw new UnsupportedOperationException();
    }

    private Path memory() {
        return folder.resolve("memory-" + step);
    }

    @Override
    public Optional<String> recall() {
        try {
            return Files.exists(memory()) ? Optional.of(Files.readString(memory())) : Optional.empty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public List<String> diary() {
        return List.of();
    }

    @Override
    public void enter(Data.Mapping line) {
        throw new AssertionError("migrations keep no diary: " + line);
    }

    @Override
    public void remember(String text) {
        try {
            Files.writeString(folder.resolve("memory.new"), text);
            Files.move(folder.resolve("memory.new"), memory(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
