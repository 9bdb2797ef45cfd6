package dev.slipway.lint;

import dev.slipway.base.Source;
import dev.slipway.lint.rules.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Documents written for this: good ones of many stacks, on which nothing may fire, and bad ones that say where what must. */
public final class LintCorpus {
    private static final String MARK = "◀";

    private LintCorpus() {}

    /** @param expected codes at their lines, as {@code SW101:7} */
    public record Piece(String name, String text, Set<String> expected) {
        public Piece {
            expected = Set.copyOf(expected);
        }

        /** Codes at their lines; notes only where they are expected. */
        public Set<String> found() {
            return Linter.look(new Source(name + ".md", text)).findings().stream()
                    .filter(finding -> finding.severity() != Severity.NOTE || expected.contains(place(finding)))
                    .map(LintCorpus::place)
                    .collect(Collectors.toSet());
        }
    }

    private static String place(Finding finding) {
        return finding.code() + ":" + finding.span().line();
    }

    public static List<Piece> good() {
        return pieces("/lint/good.txt");
    }

    public static List<Piece> bad() {
        return pieces("/lint/bad.txt");
    }

    private static List<Piece> pieces(String resource) {
        return Arrays.stream(SeedPlacesTest.resource(resource).split("(?m)^=== ", -1))
                .filter(piece -> !piece.isBlank())
                .map(LintCorpus::piece)
                .toList();
    }

    private static Piece piece(String written) {
        int end = written.indexOf('\n');
        List<String> lines = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (String line : written.substring(end + 1).lines().toList()) {
            int mark = line.indexOf(MARK);
            lines.add(mark < 0 ? line : line.substring(0, mark).stripTrailing());
            if (mark >= 0) {
                for (String code : line.substring(mark + 1).strip().split(" ", -1)) {
                    expected.add(code + ":" + lines.size());
                }
            }
        }
        return new Piece(written.substring(0, end), String.join("\n", lines) + "\n", Set.copyOf(expected));
    }
}
