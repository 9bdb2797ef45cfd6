package dev.slipway.flyway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Event;

/** Files that Flyway runs beside the migrations, such as {@code afterMigrate.sql} and {@code afterMigrate__views.sql}. */
final class Callbacks {
    /** Of what is never asked of Flyway here. */
    private static final Pattern ELSEWHERE = Pattern.compile(".*(Baseline|Clean|Repair|Undo).*");

    private static final Pattern FILE = Pattern.compile(Stream.of(Event.values())
            .map(Event::getId)
            .filter(id -> !ELSEWHERE.matcher(id).matches())
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(", ")(__.*)?\\.sql")));

    private Callbacks() {}

    /** What nobody was shown, and nobody has signed, must not run. */
    static void refuse(Path folder) {
        if (!Files.isDirectory(folder)) {
            return; // which Flyway says itself
        }
        Optional<String> first;
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            first = files.map(file -> file.getFileName().toString())
                    .filter(name -> FILE.matcher(name).matches())
                    .min(String::compareTo);
        } catch (IOException | UncheckedIOException e) {
            throw new FlywayException(folder + " cannot be read", e);
        }
        if (first.isPresent()) {
            throw new FlywayException(first.get() + " is a callback of Flyway, which no preview shows");
        }
    }
}
