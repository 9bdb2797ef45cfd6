package dev.slipway.runbook;

import dev.slipway.base.Problem;
import dev.slipway.runbook.Passage.Closing;
import dev.slipway.runbook.Passage.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;

/** Collects the passages of a document, and the allow directives that stand before them. */
final class PassageWalk {
    final List<Passage> passages = new ArrayList<>();
    private final Manuscript manuscript;

    PassageWalk(Manuscript manuscript) {
        this.manuscript = manuscript;
    }

    List<Allowance> allowances() {
        return manuscript.allowances;
    }

    void children(Node container, int depth) {
        if (depth > Limits.NESTING) {
            return;
        }
        List<Directive> pending = new ArrayList<>();
        Passage.Role role = Passage.Role.STEP;
        for (Node block = container.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof HtmlBlock html) {
                allowance(html).ifPresent(pending::add);
                role = role(html, role);
                continue;
            }
            for (Directive directive : pending) {
                BlockWalk.allow(manuscript, directive, manuscript.reach(block));
            }
            pending.clear();
            block(block, role, depth);
            role = Passage.Role.STEP;
        }
        pending.forEach(directive -> manuscript.problem(
                directive.span(), "'allow' stands before any block, but nothing follows it here", ""));
    }

    private void block(Node block, Passage.Role role, int depth) {
        int from = Manuscript.from(block);
        int to = Manuscript.to(block);
        switch (block) {
            case Heading heading -> {
                String title = Inlines.plain(heading);
                passages.add(new Passage.Heading(heading.getLevel(), title, Anchors.of(title), from, to));
            }
            case FencedCodeBlock fence -> passages.add(fence(fence, role, depth));
            case IndentedCodeBlock code ->
                passages.add(new Passage.Fence(
                        "", excerpt(code.getLiteral(), line(code)), Closing.INDENTED, role, depth, from, to));
            case ListBlock list -> items(list, depth);
            case BlockQuote quote -> children(quote, depth + 1);
            case TableBlock table -> rows(table);
            case Paragraph paragraph ->
                passages.add(new Passage.Words(manuscript.raw(paragraph), links(paragraph), depth, from, to));
            default -> {}
        }
    }

    private void items(ListBlock list, int depth) {
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (item instanceof ListItem && item.getFirstChild() instanceof Paragraph first) {
                String text = manuscript.raw(first);
                Mark mark = text.startsWith("[ ]")
                        ? Mark.QUESTION
                        : text.startsWith("[x]") || text.startsWith("[X]")
                                ? Mark.TICKED
                                : list instanceof OrderedList ? Mark.NUMBER : Mark.BULLET;
                passages.add(new Passage.Item(text, mark, depth + 1, Manuscript.from(first), Manuscript.to(first)));
            }
            children(item, depth + 1);
        }
    }

    private void rows(TableBlock table) {
        List<String> head = List.of();
        List<TableRow> rows = new ArrayList<>();
        table.accept(new AbstractVisitor() {
            @Override
            public void visit(org.commonmark.node.CustomNode node) {
                if (node instanceof TableRow row) {
                    rows.add(row);
                } else {
                    visitChildren(node);
                }
            }
        });
        for (TableRow row : rows) {
            List<String> cells = new ArrayList<>();
            for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                if (cell instanceof TableCell) {
                    cells.add(
                            cell.getFirstChild() == null
                                    ? ""
                                    : Inlines.plain(cell).strip());
                }
            }
            head = head.isEmpty() ? cells : head;
            passages.add(new Passage.Row(head, cells, Manuscript.from(row), Manuscript.to(row)));
        }
    }

    private static List<String> links(Node paragraph) {
        List<String> links = new ArrayList<>();
        paragraph.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                links.add(link.getDestination());
            }
        });
        return links;
    }

    private Passage.Role role(HtmlBlock html, Passage.Role before) {
        String words = html.getLiteral().replaceFirst("(?s)^\\s*<!--\\s*slipway:\\s*", "slipway:");
        return words.startsWith("slipway:undo")
                ? Passage.Role.UNDO
                : words.startsWith("slipway:probe")
                        ? Passage.Role.PROBE
                        : words.startsWith("slipway:notes") ? Passage.Role.NOTES : before;
    }

    private Passage fence(FencedCodeBlock fence, Passage.Role role, int depth) {
        String info = fence.getInfo() == null ? "" : fence.getInfo().strip();
        return new Passage.Fence(
                info.split("\\s+", 2)[0],
                excerpt(fence.getLiteral(), line(fence) + 1),
                fence.getClosingFenceLength() == null ? Closing.OPEN : Closing.CLOSED,
                role,
                depth,
                Manuscript.from(fence),
                Manuscript.to(fence));
    }

    private static int line(Node block) {
        List<SourceSpan> spans = block.getSourceSpans();
        return spans.isEmpty() ? 0 : spans.getFirst().getLineIndex();
    }

    /** Each line of a literal is the end of its line in the document, but for tabs that were half indentation. */
    private Excerpt excerpt(String literal, int firstLine) {
        List<Integer> places = new ArrayList<>();
        int line = firstLine;
        for (int start = 0; start < literal.length() || start == 0; line++) {
            int end = literal.indexOf('\n', start);
            end = end < 0 ? literal.length() : end;
            String text = literal.substring(start, end);
            int documentEnd = manuscript.at.lineEnd(line);
            int documentStart = manuscript.at.lineStart(line);
            places.add(Math.max(documentStart, documentEnd - text.length()));
            start = end + 1;
        }
        return Excerpt.of(literal, places);
    }

    private Optional<Directive> allowance(HtmlBlock html) {
        int from = Manuscript.from(html);
        List<Comments.Comment> comments = Comments.within(manuscript.source.text(), from, Manuscript.to(html));
        if (comments.size() != 1 || comments.getFirst().meaning() != Comments.Meaning.DIRECTIVE) {
            return Optional.empty();
        }
        List<Problem> problems = new ArrayList<>();
        Optional<Directive> directive = DirectiveReader.read(manuscript.at, comments.getFirst(), problems)
                .filter(read -> read.kind() == DirectiveKind.ALLOW);
        if (directive.isPresent() || manuscript.source.text().startsWith("allow", allowWord(comments.getFirst()))) {
            manuscript.problems.addAll(problems);
        }
        return directive;
    }

    private int allowWord(Comments.Comment comment) {
        int at = comment.afterColon();
        String text = manuscript.source.text();
        while (at < comment.contentEnd() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
