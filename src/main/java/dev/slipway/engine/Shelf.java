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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads a runbook and every file that its calls lead to. */
final class Shelf {
    private static final String SHARED = "slipway.yaml";

    private final Path started;
    private final Path document;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, Runbook> called = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** @param started names of files are shown relative to it */
    Shelf(Path started, Path document) {
        this.started = started;
        this.document = started.resolve(document).normalize();
    }

    /** Empty when the document itself cannot be read; the problems say why. */
    Optional<Runbook> read() {
        Optional<Source> shared = sharedFile().flatMap(this::load);
        Optional<Runbook> runbook = load(document).map(source -> parse(source, shared));
        runbook.ifPresent(main -> follow(main, ""));
        return runbook;
    }

    Map<String, Runbook> called() {
        return called;
    }

    Map<String, Source> sources() {
        return sources;
    }

    List<Problem> problems() {
        return problems;
    }

    /** A file that is missing is left out: the plan says so where the call stands. */
    private void follow(Runbook runbook, String at) {
        for (String file : new TreeSet<>(CalledFiles.of(runbook, at))) {
            Path path = document.resolveSibling(file).normalize();
            if (!called.containsKey(file) && Files.isRegularFile(path)) {
                Optional<Source> source = load(path);
                if (source.isPresent()) {
                    Reading reading = Runbooks.read(source.get());
                    called.put(file, reading.runbook());
                    follow(reading.runbook(), file);
                }
            }
        }
    }

    private Runbook parse(Source source, Optional<Source> shared) {
        Reading reading = shared.map(both -> Runbooks.read(source, both)).orElseGet(() -> Runbooks.read(source));
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
            String why = Files.isDirectory(path) ? "it is a folder" : Files.exists(path) ? "it cannot be read" : "there is no such file";
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
