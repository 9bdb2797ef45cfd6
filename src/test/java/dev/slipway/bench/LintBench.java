package dev.slipway.bench;

import dev.slipway.base.Source;
import dev.slipway.lint.Linter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Documents a second, and how long a document of 5 MB takes: {@code LintBench}. By the clock and by the processor, since
 * what else the machine does is in the one and not in the other.
 */
public final class LintBench {
    private static final Path DOCUMENTS = Path.of("src/test/resources/runbook/documents");
    private static final int LARGE = 5_000_000;
    private static final int ROUNDS = 60;

    private LintBench() {}

    /** Something to do. */
    @FunctionalInterface
    private interface Work {
        int done();
    }

    public static void main(String[] args) throws IOException {
        List<Source> documents = documents();
        int warm = lint(documents, 10);
        measured("one document, warm", 1, () -> lint(documents.subList(0, 1), 1));
        measured("a batch, a document", documents.size() * ROUNDS, () -> lint(documents, ROUNDS));
        for (Source document : documents) {
            Source large = new Source(document.file(), repeated(document.text() + "\n"));
            measured("5 MB of " + document.file(), 1, () -> lint(List.of(large), 1));
        }
        measured("5 MB of $(", 1, () -> lint(List.of(new Source("x.md", "```bash\n" + repeated("$("))), 1));
        System.out.println(warm + " findings while it warmed up");
    }

    private static List<Source> documents() throws IOException {
        List<Source> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(DOCUMENTS)) {
            for (Path file : files.sorted().toList()) {
                documents.add(Source.of(file.getFileName().toString(), Files.readString(file)));
            }
        }
        return documents;
    }

    private static int lint(List<Source> documents, int rounds) {
        int findings = 0;
        for (int i = 0; i < rounds; i++) {
            for (Source document : documents) {
                findings += Linter.look(document).findings().size();
            }
        }
        return findings;
    }

    private static String repeated(String text) {
        return text.repeat(LARGE / text.length());
    }

    private static void measured(String what, int documents, Work work) {
        long began = System.nanoTime();
        long beganWork = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        int findings = work.done();
        double clock = (System.nanoTime() - began) / 1e6 / documents;
        double worked = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - beganWork) / 1e6 / documents;
        System.out.printf(
                Locale.ROOT, "%8.1f ms, of it at work %8.1f ms  %s (%d findings)%n", clock, worked, what, findings);
    }
}
