package dev.slipway.lint;

import dev.slipway.base.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Findings that were there when a team began to lint: they are known, and keep silent. Told apart by code, file and the
 * text found, so that lines may move; what is written twice is known twice.
 */
public final class Baseline {
    private static final String HEAD =
            "# Findings that slipway lint knew when this was written; --write-baseline writes it anew.\n";
    private static final int LONG_ENOUGH = 16;

    private final Map<String, Integer> known;

    private Baseline(Map<String, Integer> known) {
        this.known = known;
    }

    public static Baseline none() {
        return new Baseline(Map.of());
    }

    /** @return empty where the text is no baseline */
    public static Optional<Baseline> read(String text) {
        Map<String, Integer> known = new HashMap<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!line.matches("SW\\d{3} [0-9a-f]{" + LONG_ENOUGH + "} .+")) {
                return Optional.empty();
            }
            known.merge(line, 1, Integer::sum);
        }
        return Optional.of(new Baseline(known));
    }

    public static String written(List<Finding> findings) {
        StringBuilder out = new StringBuilder(HEAD);
        findings.stream()
                .map(Baseline::line)
                .sorted()
                .forEach(line -> out.append(line).append('\n'));
        return out.toString();
    }

    public List<Finding> without(List<Finding> findings) {
        Map<String, Integer> left = new HashMap<>(known);
        List<Finding> fresh = new ArrayList<>();
        for (Finding finding : findings) {
            String line = line(finding);
            int count = left.getOrDefault(line, 0);
            if (count == 0) {
                fresh.add(finding);
            } else {
                left.put(line, count - 1);
            }
        }
        return fresh;
    }

    private static String line(Finding finding) {
        return finding.code() + " " + fingerprint(finding) + " "
                + finding.span().file();
    }

    /** The same for the same text in the same file, wherever it stands. */
    public static String fingerprint(Finding finding) {
        String text = finding.text().replaceAll("\\s+", " ").strip();
        return Digest.of(finding.code() + "\n" + finding.span().file() + "\n" + text)
                .hex()
                .substring(0, LONG_ENOUGH);
    }
}
