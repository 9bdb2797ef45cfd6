package dev.slipway.runbook;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import java.util.List;

/**
 * Where the front matter ends and the document begins.
 *
 * @param firstLine the line below the opening {@code ---}, counting from 1
 * @param endLine the line of the closing {@code ---}; {@code firstLine} itself where there is no front matter
 * @param body the whole text with the front matter blanked out, so that every position stays what it was
 */
record FrontSplit(int firstLine, int endLine, String body) {

    static FrontSplit of(Source document, List<Problem> problems) {
        List<String> lines = document.lines();
        String first = lines.getFirst().stripTrailing();
        if (first.equals("+++")) {
            problems.add(new Problem(
                    new Span(document.file(), 1, 1, 1, 4),
                    "this front matter is TOML, and Slipway reads YAML",
                    "Write it between lines of ---."));
        }
        int close = first.equals("---") || first.equals("+++") ? closing(lines, first) : 0;
        if (close == 0) {
            if (first.equals("---") && lines.size() > 1 && lines.get(1).matches("[A-Za-z_-]+:(\\s.*)?")) {
                problems.add(new Problem(
                        new Span(document.file(), 1, 1, 1, 4),
                        "this front matter is not closed",
                        "End it with a line of ---."));
            }
            return new FrontSplit(1, 1, document.text());
        }
        String body = blanked(document.text(), lines, close);
        return first.equals("+++") ? new FrontSplit(1, 1, body) : new FrontSplit(2, close, body);
    }

    /** The line of the closing mark, counting from 1, or 0. */
    private static int closing(List<String> lines, String mark) {
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).stripTrailing().equals(mark)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static String blanked(String text, List<String> lines, int close) {
        int length = lines.subList(0, close).stream()
                .mapToInt(line -> line.length() + 1)
                .sum();
        int end = Math.min(length, text.length());
        StringBuilder blank = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            blank.append(text.charAt(i) == '\n' ? '\n' : ' ');
        }
        return blank.append(text, end, text.length()).toString();
    }
}
