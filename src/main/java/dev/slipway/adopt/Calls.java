package dev.slipway.adopt;

import dev.slipway.runbook.Layout.Kind;
import dev.slipway.runbook.Layout.Piece;
import dev.slipway.runbook.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paragraphs that send the reader to another section and back: {@code See [Migration](#migration) section.} */
final class Calls {
    private static final Pattern CALL = Pattern.compile(
            "(?is)(see|follow|run|perform|execute|complete|do|go through|work through|use)\\b[^\\[\\]]{0,40}\\[[^\\]]+\\]\\(#([^)\\s]+)\\)[^\\[\\]]{0,40}");

    private final Sheet sheet;
    private final List<Found> found = new ArrayList<>();
    private Set<Integer> reached = Set.of();

    private record Found(Piece piece, Section section, Section leadsTo) {}

    Calls(Sheet sheet) {
        this.sheet = sheet;
        for (Piece piece : sheet.layout.pieces()) {
            if (piece.kind() == Kind.WORDS && piece.parent() < 0) {
                read(piece);
            }
        }
    }

    private void read(Piece piece) {
        Matcher matcher = CALL.matcher(piece.words().strip());
        if (!matcher.matches() || piece.words().contains("<!--")) {
            return;
        }
        Section section = sheet.section(piece.from());
        Optional<Section> leadsTo = Procedures.named(sheet.root, matcher.group(2));
        leadsTo.filter(other -> switch (Purpose.of(other.title())) {
                    case WORK, BEFORE, AFTER -> true;
                    case ROLLBACK, TROUBLE, UPKEEP, MENU, SUMMARY, READING -> false;
                })
                .filter(other -> other.all().noneMatch(below -> below.span().equals(section.span())))
                .ifPresent(other -> found.add(new Found(piece, section, other)));
    }

    boolean isCall(Piece piece) {
        return found.stream().anyMatch(call -> call.piece().index() == piece.index());
    }

    Set<String> leading() {
        Set<String> names = new HashSet<>();
        found.forEach(call -> names.add(call.leadsTo().name()));
        return names;
    }

    /** Those that stand in sections which are reached. */
    Set<String> from(Set<Integer> lines) {
        Set<String> names = new HashSet<>();
        found.stream()
                .filter(call -> lines.contains(call.section().span().line()))
                .forEach(call -> names.add(call.leadsTo().name()));
        return names;
    }

    void keep(Set<Integer> lines) {
        reached = Set.copyOf(lines);
    }

    Set<String> kept() {
        return from(reached);
    }

    boolean isKept(Piece piece) {
        return found.stream()
                .anyMatch(call -> call.piece().index() == piece.index()
                        && reached.contains(call.section().span().line()));
    }

    void write() {
        for (Found call : found) {
            if (isKept(call.piece())) {
                sheet.edits.insert(call.piece().to(), " <!-- slipway: call -->");
                sheet.fate(
                        call.piece().from(),
                        call.piece().to(),
                        Fate.Becomes.STEP,
                        "it sends the reader to '" + call.leadsTo().title() + "', which is performed here");
            }
        }
    }
}
