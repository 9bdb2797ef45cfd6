package dev.slipway.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The configuration that a page of the manual tells people to add, as it is there. */
public final class Snippet {
    private Snippet() {}

    /** All fences of a language, in their order, with what stands for a machine's own replaced. */
    public static List<String> of(String page, String language, Map<String, String> replaced) {
        List<String> fences = new ArrayList<>();
        StringBuilder fence = null;
        for (String line : lines(Path.of("docs", page))) {
            if (line.equals("```" + language)) {
                fence = new StringBuilder();
            } else if (line.equals("```") && fence != null) {
                fences.add(fence.toString());
                fence = null;
            } else if (fence != null) {
                fence.append(line).append('\n');
            }
        }
        return fences.stream().map(text -> replaced(text, replaced)).toList();
    }

    private static String replaced(String text, Map<String, String> replaced) {
        String now = text;
        for (Map.Entry<String, String> one : replaced.entrySet()) {
            if (!now.contains(one.getKey())) {
                continue;
            }
            now = now.replace(one.getKey(), one.getValue());
        }
        return now;
    }

    private static List<String> lines(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
