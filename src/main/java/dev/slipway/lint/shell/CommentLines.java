package dev.slipway.lint.shell;

import dev.slipway.lint.shell.Script.Comment;
import dev.slipway.runbook.Excerpt;
import dev.slipway.runbook.ShellScript;
import dev.slipway.runbook.ShellScript.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The comments of a shell text, and which of them speak of which line. */
record CommentLines(List<Comment> all, TreeMap<Integer, String> byLineStart) {

    static CommentLines of(ShellScript script, Excerpt text) {
        List<Comment> all = new ArrayList<>();
        TreeMap<Integer, String> byLine = new TreeMap<>();
        String said = "";
        boolean above = false;
        String raw = script.text();
        for (int start = 0; start < raw.length(); ) {
            int end = raw.indexOf('\n', start);
            end = end < 0 ? raw.length() : end;
            int from = commentStart(script, start, end);
            boolean whole = from >= 0 && raw.substring(start, from).isBlank();
            String words = from < 0
                    ? ""
                    : raw.substring(from, end).replaceFirst("^#+!?\\s*", "").strip();
            if (from >= 0) {
                all.add(new Comment(words, whole, text.place(from), text.place(end)));
            }
            if (whole) {
                said = above ? said + "\n" + words : words;
            } else if (raw.substring(start, end).isBlank()) {
                said = "";
            } else if (from >= 0) {
                byLine.put(start, said + "\n" + words);
            } else {
                byLine.put(start, said);
            }
            above = whole;
            start = end + 1;
        }
        return new CommentLines(List.copyOf(all), byLine);
    }

    private static int commentStart(ShellScript script, int from, int to) {
        for (int i = from; i < to; i++) {
            if (script.kinds().get(i) == Kind.COMMENT
                    && (i == from || script.kinds().get(i - 1) != Kind.COMMENT)) {
                return i;
            }
        }
        return -1;
    }

    /** What is said of the line that holds this offset. */
    String of(int offset) {
        Map.Entry<Integer, String> line = byLineStart.floorEntry(offset);
        return line == null ? "" : line.getValue().strip();
    }
}
