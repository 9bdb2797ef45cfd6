package dev.slipway.adopt;

import dev.slipway.adopt.Fate.Becomes;
import dev.slipway.runbook.Layout;
import dev.slipway.runbook.Layout.Piece;
import dev.slipway.runbook.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What lies on the desk of whoever adopts a document: it, what is known of it, and what was written so far. */
final class Sheet {
    final Layout layout;
    final Section root;
    final Answers answers;
    final Mended mended;
    final Edits edits = new Edits();
    final Told told = new Told();
    final Names steps = new Names();
    final List<Fate> fates = new ArrayList<>();
    final List<Open> open = new ArrayList<>();
    /** Where something is performed or judged, by the offset at which it begins; the value is where it ends. */
    final TreeMap<Integer, Integer> acting = new TreeMap<>();
    /** Directives of sections, by the offset at which their heading ends. */
    final Map<Integer, Map<String, String>> headings = new LinkedHashMap<>();
    /** Literal versions, with the words for which each stands. */
    final Map<String, String> versions = new LinkedHashMap<>();

    private final TreeMap<Integer, Section> byLine = new TreeMap<>();
    private final Map<Integer, Set<String>> questions = new HashMap<>();
    private final TreeMap<Integer, Integer> lines = new TreeMap<>();
    private final Map<Integer, Integer> headingEnds = new HashMap<>();

    /** What compiling an earlier attempt has shown: reasons by offset. */
    record Mended(Map<Integer, String> byHand, Set<Integer> lists, Set<Integer> named) {
        static Mended nothing() {
            return new Mended(new TreeMap<>(), new HashSet<>(), new HashSet<>());
        }
    }

    Sheet(Layout layout, Section root, Answers answers, Mended mended) {
        this.layout = layout;
        this.root = root;
        this.answers = answers;
        this.mended = mended;
        root.all()
                .filter(section -> section.level() > 0)
                .forEach(section -> byLine.put(section.span().line(), section));
        int line = 1;
        lines.put(0, 1);
        for (int i = text().indexOf('\n'); i >= 0; i = text().indexOf('\n', i + 1)) {
            lines.put(i + 1, ++line);
        }
        layout.pieces().stream()
                .filter(piece -> piece.kind() == Layout.Kind.HEADING)
                .forEach(piece -> headingEnds.put(line(piece.from()), piece.to()));
    }

    String text() {
        return layout.source().text();
    }

    int line(int offset) {
        return lines.floorEntry(offset).getValue();
    }

    /** The section in which an offset lies; the root above the first heading. */
    Section section(int offset) {
        Map.Entry<Integer, Section> found = byLine.floorEntry(line(offset));
        return found == null ? root : found.getValue();
    }

    void fate(int from, int to, Becomes becomes, String because) {
        fates.add(new Fate(line(from), line(Math.max(from, to - 1)), becomes, because));
    }

    /** The text of a question that is new in its section. */
    String question(Section section, String text) {
        Set<String> known = questions.computeIfAbsent(section.span().line(), _ -> new HashSet<>());
        String found = text;
        for (int i = 2; !known.add(slug(found)); i++) {
            found = text + " (" + i + ")";
        }
        return found;
    }

    /** Whether a question of this name stands in the section for the first time. */
    boolean first(Section section, String words) {
        return questions
                .computeIfAbsent(section.span().line(), _ -> new HashSet<>())
                .add(slug(words));
    }

    static String slug(String words) {
        return dev.slipway.runbook.Anchors.of(words).replaceAll("-{2,}", "-").replaceAll("^-|-$", "");
    }

    void heading(Section section, String key, String value) {
        Optional.ofNullable(headingEnds.get(section.span().line()))
                .ifPresent(end -> headings.computeIfAbsent(end, _ -> new LinkedHashMap<>())
                        .putIfAbsent(key, value));
    }

    Optional<Piece> item(Piece piece) {
        Optional<Piece> around = layout.parent(piece);
        while (around.isPresent() && around.get().kind() != Layout.Kind.ITEM) {
            around = layout.parent(around.get());
        }
        return around;
    }

    boolean within(Piece piece, Layout.Kind kind) {
        Optional<Piece> around = layout.parent(piece);
        while (around.isPresent() && around.get().kind() != kind) {
            around = layout.parent(around.get());
        }
        return around.isPresent();
    }

    /** The words of an item's first paragraph. */
    String lead(Piece item) {
        return layout.children(item).stream()
                .findFirst()
                .filter(first -> first.kind() == Layout.Kind.WORDS)
                .map(Piece::words)
                .orElse("");
    }

    boolean isTask(Piece item) {
        return lead(item).matches("(?s)\\[[ xX]?\\](\\s.*)?");
    }
}
