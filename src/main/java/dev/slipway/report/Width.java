package dev.slipway.report;

import java.util.ArrayList;
import java.util.List;

/** How many columns a text takes on a terminal, and how it is fitted into fewer. */
public final class Width {
    private static final String MORE = "…";

    private Width() {}

    public static int of(String text) {
        return text.codePoints().map(Width::of).sum();
    }

    /** At most so many columns; a text that is too long ends in {@code …}. */
    public static String cut(String text, int columns) {
        String clean = clean(text);
        if (of(clean) <= columns) {
            return clean;
        }
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int point : clean.codePoints().toArray()) {
            if (used + of(point) > columns - 1) {
                break;
            }
            out.appendCodePoint(point);
            used += of(point);
        }
        return columns < 1 ? "" : out.toString().stripTrailing() + MORE;
    }

    /** A word in pieces of at most so many columns; nothing is lost. */
    static List<String> pieces(String word, int columns) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int used = 0;
        for (int point : word.codePoints().toArray()) {
            if (used + of(point) > columns) {
                pieces.add(piece.toString());
                piece.setLength(0);
                used = 0;
            }
            piece.appendCodePoint(point);
            used += of(point);
        }
        pieces.add(piece.toString());
        return pieces;
    }

    public static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** One line that cannot steer a terminal: control characters are shown as the replacement character. */
    public static String clean(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            boolean space = point == '\n' || point == '\t';
            boolean control = Character.getType(point) == Character.CONTROL || isDirection(point);
            out.appendCodePoint(space ? ' ' : control ? 0xFFFD : point);
        });
        return out.toString();
    }

    /** Marks that turn the direction of what follows: a line could be made to read as another. */
    private static boolean isDirection(int point) {
        return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }

    private static int of(int point) {
        int type = Character.getType(point);
        boolean nothing =
                type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT;
        return nothing ? 0 : isWide(point) ? 2 : 1;
    }

    /** East Asian wide and fullwidth characters, and pictographs. */
    private static boolean isWide(int point) {
        return (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x2E80 && point <= 0xA4CF && point != 0x303F)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFE30 && point <= 0xFE6F)
                || (point >= 0xFF01 && point <= 0xFF60)
                || (point >= 0xFFE0 && point <= 0xFFE6)
                || (point >= 0x1F300 && point <= 0x1FAFF)
                || (point >= 0x20000 && point <= 0x3FFFD);
    }
}
