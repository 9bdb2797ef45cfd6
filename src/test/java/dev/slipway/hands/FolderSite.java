package dev.slipway.hands;

import dev.slipway.base.Data;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The site of a step over a real place. Its memory is a file, as the engine keeps it: found again by another process. */
public class FolderSite extends BareSite {
    public final Path folder;
    public String run = "r000000";
    public String step;

    protected FolderSite(Path folder, Place place, String step) {
        super(place);
        this.folder = folder;
        this.step = step;
    }

    public <P extends Record> Outcome perform(Action<P> action, Map<String, Data> parameters)
            throws InterruptedException {
        return action.perform(bound(action, parameters), this);
    }

    public <P extends Record> Outcome undo(Action<P> action, Map<String, Data> parameters) throws InterruptedException {
        return action.undo(bound(action, parameters), this);
    }

    public <P extends Record> Sighting look(Action<P> action, Map<String, Data> parameters)
            throws InterruptedException {
        return action.look(bound(action, parameters), this);
    }

    /** As it would stand in a runbook. */
    @SuppressWarnings("unchecked") // an action's parameters are of its own kind
    private static <P extends Record> P bound(Action<P> action, Map<String, Data> parameters) {
        return (P) action.parameters().bind(new Data.Mapping(parameters));
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
    public void note(String text) {
        said.add(text);
    }

    @Override
    public String origin() {
        return run + "/" + step;
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
    public void remember(String text) {
        try {
            Files.writeString(folder.resolve("memory.new"), text);
            Files.move(folder.resolve("memory.new"), memory(), StandardCopyOption.ATOMIC_MOVE);
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
        throw new AssertionError("nothing here keeps a diary: " + line);
    }
}
