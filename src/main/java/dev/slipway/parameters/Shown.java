package dev.slipway.parameters;

import dev.slipway.base.Data;

/** Data as a sentence names it: short, and a text in quotes. */
final class Shown {
    private static final int MOST = 40;

    private Shown() {}

    static String of(Data data) {
        return switch (data) {
            case Data.Text(String text) -> "'" + cut(text) + "'";
            case Data.Bool(boolean truth) -> Boolean.toString(truth);
            case Data.Num number -> cut(number.json());
            case Data.Nothing _ -> "nothing";
            case Data.Listing _ -> "a list";
            case Data.Mapping _ -> "a mapping";
        };
    }

    private static String cut(String text) {
        String line = text.lines().findFirst().orElse("");
        boolean whole = line.length() == text.length() && line.codePointCount(0, line.length()) <= MOST;
        int end = line.offsetByCodePoints(0, Math.min(MOST, line.codePointCount(0, line.length())));
        return whole ? line : line.substring(0, end) + "…";
    }
}
