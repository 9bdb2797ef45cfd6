package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;

/** Tables, and the names under which tables and lists are read as data. */
final class Tables {
    private Tables() {}

    static Part.Table read(Manuscript manuscript, Where where, TableBlock table, Bound bound) {
        bound.otherThan(DirectiveKind.TABLE).ifPresent(d -> BlockWalk.misplaced(manuscript, d, "a table"));
        Optional<Phrase> id = bound.of(DirectiveKind.TABLE).flatMap(d -> dataId(manuscript, d));
        List<String> header = new ArrayList<>();
        List<List<Phrase>> rows = new ArrayList<>();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                List<Phrase> cells = row instanceof TableRow ? cells(manuscript, row) : List.of();
                if (part instanceof TableHead) {
                    cells.forEach(cell -> header.add(cell.text()));
                } else {
                    rows.add(cells);
                }
            }
        }
        return new Part.Table(manuscript.span(table), where.spot(), id, header, rows, List.of());
    }

    private static List<Phrase> cells(Manuscript manuscript, Node row) {
        List<Phrase> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            if (cell instanceof TableCell) {
                Paragraphs.inlineDirectives(manuscript, cell);
                cells.add(new Phrase(Inlines.plain(cell).strip(), manuscript.span(cell)));
            }
        }
        return cells;
    }

    /** Tables and lists share one set of names. */
    static Optional<Phrase> dataId(Manuscript manuscript, Directive directive) {
        directive.needed("id", manuscript.problems);
        Optional<Phrase> id = directive.name("id", manuscript.problems);
        if (id.isPresent()) {
            Span before =
                    manuscript.dataIds.putIfAbsent(id.get().text(), id.get().span());
            if (before != null) {
                manuscript.problem(
                        id.get().span(),
                        "'" + id.get() + "' names two tables or lists",
                        "The first is in line " + before.line() + ".");
            }
        }
        return id;
    }
}
