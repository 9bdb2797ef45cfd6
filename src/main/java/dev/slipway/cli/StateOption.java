package dev.slipway.cli;

import dev.slipway.engine.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
            return told.get();
        }
        for (Path at = around.directory().toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(new StateFolder(at.resolve(FOLDER)).journal())) {
                return at.resolve(FOLDER);
            }
        }
        throw StoppedException.usage(
                "there is no " + FOLDER + " folder with a record of runs here or above",
                "Go to the runbook's folder, or name its record: --state DIR");
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
