package dev.slipway.runbook;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/** What all readers of one document share: its text and positions, the problems found, and the names given so far. */
final class Manuscript {
    final Source source;
    final Positions at;
    final List<Problem> problems;
    final List<Allowance> allowances = new ArrayList<>();
    final Map<String, Draft.OfStep> stepsById = new LinkedHashMap<>();
    final Map<String, Span> dataIds = new LinkedHashMap<>();
    final List<Inverse> inverses = new ArrayList<>();
    int steps;
    private int groups;

    /**
     * An {@code undo} or {@code probe}, bound when the whole document is read: the step that it names may stand further below.
     *
     * @param before the step before it in the same container
     */
    record Inverse(Directive directive, Step.Work.Shell shell, Optional<Draft.OfStep> before, List<Problem> problems) {}

    Manuscript(Source source, List<Problem> problems) {
        this.source = source;
        this.at = new Positions(source.file(), source.text(), 1, 1);
        this.problems = problems;
    }

    int nextGroup() {
        return groups++;
    }

    void problem(Span span, String says, String help) {
        problems.add(new Problem(span, says, help));
    }

    static int from(Node node) {
        return spans(node).getFirst().getInputIndex();
    }

    static int to(Node node) {
        SourceSpan last = spans(node).getLast();
        return last.getInputIndex() + last.getLength();
    }

    /** Those of the nearest node around it that has some. */
    private static List<SourceSpan> spans(Node node) {
        Node holder = node;
        while (holder.getSourceSpans().isEmpty() && holder.getParent() != null) {
            holder = holder.getParent();
        }
        return holder.getSourceSpans().isEmpty() ? List.of(SourceSpan.of(0, 0, 0, 0)) : holder.getSourceSpans();
    }

    Span span(Node node) {
        return at.span(from(node), to(node));
    }

    /** The block itself; of a heading, all of its section. */
    Span reach(Node block) {
        Node last = block;
        if (block instanceof Heading heading) {
            Node next = block.getNext();
            while (next != null && !(next instanceof Heading other && other.getLevel() <= heading.getLevel())) {
                last = next;
                next = next.getNext();
            }
        }
        return at.span(from(block), Math.max(to(block), to(last)));
    }

    Span firstLine(Node node) {
        SourceSpan first = spans(node).getFirst();
        return at.span(first.getInputIndex(), first.getInputIndex() + first.getLength());
    }

    String raw(Node node) {
        return source.text().substring(from(node), to(node));
    }
}
