package dev.slipway.report;

import java.util.ArrayList;
import java.util.List;

/** Lines of text that keep within a width. */
final class Page {
    /** Between a text and what stands at the right margin. */
    private static final int GAP = 2;

    private final int width;
    private final StringBuilder out = new StringBuilder();

    Page(int width) {
        this.width = width;
    }

    int width() {
        return width;
    }

    void blank() {
        out.append('\n');
    }

    void line(String text) {
        out.append(Width.cut(text, width).stripTrailing()).append('\n');
    }

    /** Something at the left, something at the right margin; the right goes to a line of its own where both do not fit. */
    void both(String left, String right) {
        int room = width - Width.of(right) - GAP;
        if (right.isEmpty()) {
            line(left);
        } else if (Width.of(left) <= room) {
            out.append(Width.pad(left, width - Width.of(right))).append(right).append('\n');
        } else {
            line(left);
            words(indent(left), indent(left), right);
        }
    }

    /** As {@link #both}, but the left is cut to make room, and the right is left out where little room would remain. */
    void prefer(String left, String right, int least) {
        int room = width - Width.of(right) - GAP;
        if (right.isEmpty() || room < least) {
            line(left);
        } else {
            out.append(Width.pad(Width.cut(left, room), width - Width.of(right)))
                    .append(right)
                    .append('\n');
        }
    }

    boolean fits(String left, String right) {
        return Width.of(left) + GAP + Width.of(right) <= width;
    }

    /** Items with something between them, broken into lines where they do not fit; further lines are indented. */
    void flow(String first, List<String> items, String between, int indent) {
        String line = first;
        boolean begun = false;
        for (String item : items) {
            String more = begun ? between + item : item;
            if (begun && Width.of(line) + Width.of(more) > width) {
                line(between.startsWith(",") ? line + "," : line);
                line = " ".repeat(indent) + item;
            } else {
                line += more;
            }
            begun = true;
        }
        line(line);
    }

    /** A sentence that nobody may miss the end of: broken between words, further lines indented by {@code hang}. */
    void words(int indent, int hang, String text) {
        List<String> words = new ArrayList<>();
        for (String word : Width.clean(text).strip().split(" +", -1)) {
            words.addAll(Width.pieces(word, width - Math.max(indent, hang)));
        }
        flow(" ".repeat(indent), words, " ", hang);
    }

    /** A line that must stay whole to be copied. */
    void verbatim(String text) {
        out.append(Width.clean(text)).append('\n');
    }

    String text() {
        return out.toString();
    }

    private static int indent(String text) {
        return text.length() - text.stripLeading().length();
    }
}
