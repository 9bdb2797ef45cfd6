package dev.slipway.report;

import java.util.ArrayList;
import java.util.List;

/** Columns that line up; the last is cut where the line would be too long. */
public final class Table {
    private static final int GAP = 2;
    private static final int WIDEST = 36;

    private Table() {}

    public static List<String> lines(List<List<String>> rows, int width) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], Math.min(WIDEST, Width.of(Width.clean(row.get(i)))));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns - 1; i++) {
                line.append(Width.pad(Width.cut(row.get(i), widths[i]), widths[i] + GAP));
            }
            line.append(Width.clean(row.getLast()));
            lines.add(Width.cut(line.toString(), Math.max(width, 40)).stripTrailing());
        }
        return lines;
    }
}
