package dev.slipway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The documents that are named on the command line, and those in the folders that are. */
record LintFiles(Path directory) {
    /** What others have written, or a build. */
    private static final Set<String> PASSED_OVER = Set.of("node_modules", "vendor", "target", "dist", "build");

    List<Path> of(List<Path> named) {
        return named.stream().flatMap(this::each).distinct().toList();
    }

    private Stream<Path> each(Path path) {
        Path resolved = directory.resolve(path);
        if (!Files.isDirectory(resolved)) {
            if (!Files.exists(resolved)) {
                throw StoppedException.usage("there is no file " + path, "");
            }
            return Stream.of(path);
        }
        try (Stream<Path> below = Files.walk(resolved)) {
            List<Path> found = below.filter(LintFiles::isDocument)
                    .map(resolved::relativize)
                    .filter(LintFiles::isOurs)
                    .map(file -> path.toString().isEmpty() || path.toString().equals(".") ? file : path.resolve(file))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw StoppedException.usage("there is no document in " + path, "Documents end in .md or .markdown.");
            }
            return found.stream();
        } catch (IOException | UncheckedIOException e) {
            throw StoppedException.usage(path + " cannot be read: " + e.getMessage(), "");
        }
    }

    private static boolean isDocument(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        return (name.endsWith(".md") || name.endsWith(".markdown")) && Files.isRegularFile(file);
    }

    private static boolean isOurs(Path relative) {
        for (Path part : relative) {
            if (PASSED_OVER.contains(part.toString())
                    || (part.toString().startsWith(".") && !part.toString().equals(".github"))) {
                return false;
            }
        }
        return true;
    }
}
