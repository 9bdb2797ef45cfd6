package dev.slipway.runbook;

import java.util.List;
import java.util.Optional;

/** A part of any Markdown document with its place: offsets into the document's text, the end exclusive. */
public sealed interface Passage {
    int from();

    int to();

    /** @param anchor as GitHub makes it of the text, without the {@code -1} of a repetition */
    record Heading(int level, String title, String anchor, int from, int to) implements Passage {}

    /**
     * @param tag the first word of the info string; empty where there is none
     * @param depth how many lists and quotes it stands in
     */
    record Fence(String tag, Excerpt body, Closing closing, Role role, int depth, int from, int to)
            implements Passage {}

    /** What a directive of Slipway before a fence makes of it. */
    enum Role {
        STEP,
        UNDO,
        PROBE,
        NOTES
    }

    /** How a fence ends. */
    enum Closing {
        CLOSED,
        OPEN,
        /** Code by indentation has no fence at all. */
        INDENTED
    }

    /** The first paragraph of a list item. */
    record Item(String text, Mark mark, int depth, int from, int to) implements Passage {}

    enum Mark {
        NUMBER,
        BULLET,
        QUESTION,
        TICKED
    }

    /** A paragraph, as it is written. */
    record Words(String text, List<String> links, int depth, int from, int to) implements Passage {
        public Words {
            links = List.copyOf(links);
        }
    }

    /** A row of a table; {@code head} is that of its first row. */
    record Row(List<String> head, List<String> cells, int from, int to) implements Passage {
        public Row {
            head = List.copyOf(head);
            cells = List.copyOf(cells);
        }

        /** The cell below a heading that has this word. */
        public Optional<String> below(String word) {
            for (int i = 0; i < Math.min(head.size(), cells.size()); i++) {
                if (head.get(i).toLowerCase(java.util.Locale.ROOT).contains(word)) {
                    return Optional.of(cells.get(i));
                }
            }
            return Optional.empty();
        }
    }
}
