package dev.slipway.cli;

import dev.slipway.engine.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the state is: {@code --state}, else SLIPWAY_STATE, else a folder beside the runbook or above where we stand. */
final class StateOption {
    private static final String FOLDER = ".slipway";

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "where Slipway keeps its record (else $SLIPWAY_STATE, else .slipway beside the runbook)")
    @Nullable Path folder;

    Path besides(Path document, Around around) {
        Path state = found(document, around);
        boolean found = (told(around).isPresent() && folder == null)
                || nearest(around).filter(state::equals).isPresent()
                || (state.getParent() != null && state.getParent().equals(around.directory()));
        Path shown = state.startsWith(around.directory()) ? around.directory().relativize(state) : state;
        around.whereabouts().set(state, found ? "" : "--state " + shown);
        return state;
    }

    private Path found(Path document, Around around) {
        return told(around).orElseGet(() -> {
            Path beside = around.directory().resolve(document).normalize().toAbsolutePath();
            Path parent = beside.getParent();
            return (parent == null ? beside : parent).resolve(FOLDER);
        });
    }

    /** The nearest one upwards. */
    Path above(Around around) {
        Optional<Path> told = told(around);
        if (told.isPresent()) {
            if (!Files.isRegularFile(new StateFolder(told.get()).journal())) {
                throw StoppedException.usage("there is no record of runs in " + told.get(), "Name another folder: --state DIR");
            }
            around.whereabouts().set(told.get(), folder == null ? "" : "--state " + folder);
            return told.get();
        }
        Path nearest = nearest(around)
                .orElseThrow(() -> StoppedException.usage(
                        "there is no " + FOLDER + " folder with a record of runs here or above",
                        "Go to the runbook's folder, or name its record: --state DIR"));
        around.whereabouts().set(nearest, "");
        return nearest;
    }

    private static Optional<Path> nearest(Around around) {
        return Stream.iterate(around.directory().toAbsolutePath(), at -> at != null, Path::getParent)
                .map(at -> at.resolve(FOLDER))
                .filter(state -> Files.isRegularFile(new StateFolder(state).journal()))
                .findFirst();
    }

    private Optional<Path> told(Around around) {
        Optional<Path> told = Optional.ofNullable(folder)
                .or(() -> Optional.ofNullable(around.variables().get("SLIPWAY_STATE"))
                        .filter(text -> !text.isBlank())
                        .map(Path::of));
        return told.map(path -> around.directory().resolve(path).normalize().toAbsolutePath());
    }

    /** The root of the repository in which a file is; its own folder where there is no repository. */
    static Path root(Path file, Around around) {
        Path whole = around.directory().resolve(file).normalize().toAbsolutePath();
        for (Path at = whole.getParent(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return at;
            }
        }
        Path parent = whole.getParent();
        return parent == null ? whole : parent;
    }
}
