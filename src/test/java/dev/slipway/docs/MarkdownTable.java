package dev.slipway.docs;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows as a table of a page. */
final class MarkdownTable {
    private final StringBuilder out = new StringBuilder();
    private final int columns;

    MarkdownTable(String... headings) {
        this.columns = headings.length;
        row(headings);
        out.append(IntStream.range(0, columns).mapToObj(_ -> "---").collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    MarkdownTable row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("a row of " + columns + " cells, not " + List.of(cells));
        }
        out.append("| ");
        out.append(String.join(
                " | ", List.of(cells).stream().map(MarkdownTable::cell).toList()));
        out.append(" |\n");
        return this;
    }

    static String code(String text) {
        return text.contains("`") ? "`` " + text + " ``" : "`" + text + "`";
    }

    static String codes(List<String> texts) {
        return texts.stream().map(MarkdownTable::code).collect(Collectors.joining(" "));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
