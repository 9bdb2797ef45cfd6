package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.Action;
import dev.slipway.hands.FolderSite;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.postgres.Databases;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import dev.slipway.stores.folder.FolderBlobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder with an application, a real database, and the site of a step over both. */
final class Yard extends FolderSite implements AutoCloseable {
    final String database;
    /** To whom its store is sealed; open to everybody without one. */
    final List<String> recipients = new ArrayList<>();

    Yard(Path folder) {
        this(folder, Databases.create());
    }

    /** The same as another process has made. */
    Yard(Path folder, String database) {
        super(folder, new LocalPlace(folder.resolve("state"), folder), "migrate");
        this.database = database;
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
        return perform(action, mapped(parameters));
    }

    <P extends Record> Outcome undo(Action<P> action, Object... parameters) throws InterruptedException {
        return undo(action, mapped(parameters));
    }

    <P extends Record> Sighting look(Action<P> action, Object... parameters) throws InterruptedException {
        return look(action, mapped(parameters));
    }

    private static Map<String, Data> mapped(Object... parameters) {
        Map<String, Data> all = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(
                    (String) parameters[i],
                    parameters[i + 1] instanceof Data data ? data : Data.of((String) parameters[i + 1]));
        }
        return all;
    }

    /** Another step of the same run. */
    Yard step(String name) {
        step = name;
        return this;
    }

    /** In the yard's own folder. */
    @Override
    public Depot depot(String name) {
        return new Depot(name, new FolderBlobs(folder.resolve(name)), List.copyOf(recipients));
    }

    /** What SIGKILL in the middle of a swap leaves: the live database lets nobody in, and the name of the other is remembered. */
    void stopInTheMiddleOfASwap() {
        new Memory(this).put("old", Data.of(database + "_before"));
        Databases.sql("postgres", "alter database " + database + " allow_connections false");
    }

    @Override
    public void close() {
        Databases.dropAll(database);
    }
}
