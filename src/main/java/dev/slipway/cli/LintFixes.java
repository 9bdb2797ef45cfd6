package dev.slipway.cli;

import dev.slipway.base.Source;
import dev.slipway.lint.Remedy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Safe replacements: shown as a difference, and written where somebody has said yes. */
final class LintFixes {
    private final Around around;

    LintFixes(Around around) {
        this.around = around;
    }

    void show(Source document, List<Remedy> remedies) {
        List<String> lines = document.lines();
        around.out().println("--- " + document.file());
        around.out().println("+++ " + document.file());
        byLine(remedies).forEach((number, here) -> {
            String line = lines.get(number - 1);
            around.out().println("@@ -" + number + " +" + number + " @@");
            around.out().println("-" + line);
            around.out().println("+" + Remedy.applied(line, here));
        });
    }

    /** Whatever ends the lines of the file stays as it is; the file is replaced in one step. */
    void write(Path named, List<Remedy> remedies) {
        Path file = around.directory().resolve(named);
        try {
            Path real = file.toRealPath();
            String text = Files.readString(real);
            Path draft = Files.createTempFile(real.getParent(), ".slipway-fix", ".md");
            try {
                Files.write(draft, written(text, byLine(remedies)).getBytes(StandardCharsets.UTF_8));
                Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(real));
                Files.move(draft, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw StoppedException.usage(named + " cannot be written: " + e.getMessage(), "");
        }
    }

    private static String written(String text, Map<Integer, List<Remedy>> byLine) {
        boolean marked = !text.isEmpty() && text.charAt(0) == '\uFEFF';
        StringBuilder out = new StringBuilder(marked ? "\uFEFF" : "");
        int number = 1;
        for (int start = marked ? 1 : 0; start < text.length(); number++) {
            int end = start;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            out.append(Remedy.applied(text.substring(start, end), byLine.getOrDefault(number, List.of())));
            int next = text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length());
            out.append(text, end, next);
            start = next;
        }
        return out.toString();
    }

    private static Map<Integer, List<Remedy>> byLine(List<Remedy> remedies) {
        return remedies.stream()
                .collect(Collectors.groupingBy(remedy -> remedy.span().line(), TreeMap::new, Collectors.toList()));
    }
}
