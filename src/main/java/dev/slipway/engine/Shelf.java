package dev.slipway.engine;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import dev.slipway.plan.CalledFiles;
import dev.slipway.runbook.Documents;
import dev.slipway.runbook.Reading;
import dev.slipway.runbook.Runbook;
import dev.slipway.runbook.Runbooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a runbook and every file that its calls lead to. */
final class Shelf {
    private static final String SHARED = "slipway.yaml";

    private final Path started;
    private final Path document;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, Runbook> called = new LinkedHashMap<>();
    /** What slipway.yaml says wrong is found by each document that is joined with it. */
    private final Set<Problem> problems = new LinkedHashSet<>();

    /** @param started names of files are shown relative to it */
    Shelf(Path started, Path document) {
        this.started = started;
        this.document = started.resolve(document).normalize();
    }

    /** Empty when the document itself cannot be read; the problems say why. */
    Optional<Runbook> read() {
        Optional<Source> shared = sharedFile().flatMap(this::load);
        Optional<Runbook> runbook = load(document).map(source -> counted(Runbooks.read(source, shared.orElse(null))));
        runbook.ifPresent(main -> follow(main, "", shared.orElse(null)));
        return runbook;
    }

    Map<String, Runbook> called() {
        return called;
    }

    Map<String, Source> sources() {
        return sources;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** A file that is missing is left out: the plan says so where the call stands. */
    private void follow(Runbook runbook, String at, @Nullable Source shared) {
        for (String file : new TreeSet<>(CalledFiles.of(runbook, at))) {
            Path path = document.resolveSibling(file).normalize();
            if (!called.containsKey(file) && Files.isRegularFile(path)) {
                Optional<Source> source = load(path);
                if (source.isPresent()) {
                    Runbook other = counted(Runbooks.readCalled(source.get(), shared));
                    called.put(file, other);
                    follow(other, file, shared);
                }
            }
        }
    }

    private Runbook counted(Reading reading) {
        problems.addAll(reading.problems());
        return reading.runbook();
    }

    private Optional<Source> load(Path path) {
        String name = name(path);
        try {
            return switch (Documents.decode(name, Files.readAllBytes(path))) {
                case Documents.Decoded.Text text -> {
                    sources.put(name, text.source());
                    yield Optional.of(text.source());
                }
                case Documents.Decoded.Refused refused -> {
                    problems.add(refused.problem());
                    yield Optional.empty();
                }
            };
        } catch (IOException e) {
            String why = Files.isDirectory(path)
                    ? "it is a folder"
                    : Files.exists(path) ? "it cannot be read" : "there is no such file";
            problems.add(new Problem(Span.point(name, 1, 1), why, "Name the runbook's file."));
            return Optional.empty();
        }
    }

    private String name(Path path) {
        return path.startsWith(started) ? started.relativize(path).toString() : path.toString();
    }

    /** {@code slipway.yaml} at the root of the repository; beside the runbook where there is none. */
    private Optional<Path> sharedFile() {
        for (Path folder = document.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                return Optional.of(folder.resolve(SHARED)).filter(Files::isRegularFile);
            }
        }
        return Optional.of(document.resolveSibling(SHARED)).filter(Files::isRegularFile);
    }
}
