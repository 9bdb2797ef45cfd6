package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.jspecify.annotations.Nullable;

/**
 * Reads the blocks of one container in their order. A directive binds to the next block of the same container; ordinary
 * comments between the two are not seen.
 */
final class BlockWalk {
    private final Manuscript manuscript;
    private final Where where;
    private final List<Draft> out;
    private List<Directive> pending = new ArrayList<>();
    private Draft.@Nullable OfStep lastStep;

    BlockWalk(Manuscript manuscript, Where where, List<Draft> out) {
        this.manuscript = manuscript;
        this.where = where;
        this.out = out;
    }

    /** Everything from this block to the end of its container. */
    void walk(Node first) {
        if (where.depth() > Limits.NESTING) {
            manuscript.problem(
                    manuscript.firstLine(first),
                    "lists and quotes are nested deeper than " + Limits.NESTING + " levels here",
                    "Nothing below this is read.");
            return;
        }
        for (Node block = first; block != null; block = block.getNext()) {
            read(block);
        }
        end();
    }

    void read(Node block) {
        switch (block) {
            case HtmlBlock html -> html(html);
            case LinkReferenceDefinition definition -> definition(definition);
            default -> {
                if (where.depth() == 0) {
                    where.section().begun = true;
                }
                bound(block);
            }
        }
    }

    /** The container ends: what was announced and did not come is a problem. */
    void end() {
        for (Directive directive : pending) {
            String help = where.items().isEmpty()
                    ? ""
                    : "Inside a list item a directive and its " + noun(directive) + " are indented alike.";
            manuscript.problem(
                    directive.span(),
                    "'" + directive.kind().word() + "' stands before "
                            + directive.kind().before() + ", but nothing follows it here",
                    help);
        }
        pending = new ArrayList<>();
    }

    private static String noun(Directive directive) {
        return switch (directive.kind()) {
            case GATE, LIST -> "list";
            case TABLE -> "table";
            case STEP, UNDO, PROBE, EXPECT -> "fence";
            case NOTES, ALLOW, SECTION, CALL -> "block";
        };
    }

    private void html(HtmlBlock block) {
        int from = Manuscript.from(block);
        int to = Manuscript.to(block);
        List<Comments.Comment> comments = Comments.within(manuscript.source.text(), from, to);
        if (comments.size() == 1 && isAlone(comments.getFirst(), from, to)) {
            alone(comments.getFirst());
            return;
        }
        for (Comments.Comment comment : comments) {
            if (!comment.closed()) {
                unclosed(comment);
            } else if (comment.meaning() != Comments.Meaning.OTHER) {
                notAlone(manuscript, comment);
            }
        }
        if (where.depth() == 0) {
            where.section().begun = true;
        }
        pending.forEach(directive -> misplaced(directive, "HTML"));
        pending = new ArrayList<>();
        hiddenFences(block);
    }

    private boolean isAlone(Comments.Comment comment, int from, int to) {
        String text = manuscript.source.text();
        return comment.closed()
                && text.substring(from, comment.from()).isBlank()
                && text.substring(comment.to(), to).isBlank();
    }

    private void alone(Comments.Comment comment) {
        switch (comment.meaning()) {
            case OTHER -> {}
            case NEARLY -> nearly(comment.from(), comment.to());
            case DIRECTIVE ->
                DirectiveReader.read(manuscript.at, comment, manuscript.problems)
                        .ifPresent(this::announced);
        }
    }

    private void announced(Directive directive) {
        switch (directive.kind()) {
            case SECTION -> SectionRules.apply(manuscript, where, directive);
            case CALL ->
                manuscript.problem(
                        directive.span(),
                        "'call' stands at the end of the paragraph that holds the link, not alone",
                        "Write: See [Title](#anchor). <!-- slipway: call -->");
            case STEP, UNDO, PROBE, EXPECT, GATE, NOTES, ALLOW, TABLE, LIST -> pending.add(directive);
        }
    }

    private void nearly(int from, int to) {
        manuscript.problem(
                manuscript.at.span(from, to),
                "this is nearly a directive, and would be passed over",
                "A directive is written <!-- slipway: KIND … -->.");
    }

    private void unclosed(Comments.Comment comment) {
        manuscript.problem(
                manuscript.at.span(comment.from(), comment.from() + 4),
                "this comment is not closed: everything below it is invisible",
                "End it with -->.");
    }

    static void notAlone(Manuscript manuscript, Comments.Comment comment) {
        manuscript.problem(
                manuscript.at.span(comment.from(), comment.to()),
                "a directive stands alone in its block",
                "Put the comment on a line of its own, with a blank line before it and nothing else beside it.");
    }

    /** Markdown does not see a fence within HTML: people do. */
    private void hiddenFences(HtmlBlock block) {
        boolean fenced = block.getLiteral()
                .lines()
                .map(String::strip)
                .anyMatch(line -> line.startsWith("```") || line.startsWith("~~~"));
        if (fenced && !block.getLiteral().strip().startsWith("<!--") && where.mode() != Where.Mode.NOTES) {
            Span span = manuscript.span(block);
            out.add(new Draft.Finished(new Part.Prose(
                    span,
                    where.spot(),
                    0,
                    List.of(new Problem(
                            manuscript.firstLine(block),
                            "a fence within HTML is text to Markdown, and is not performed",
                            "Leave a blank line between the HTML and the fence.")))));
        }
    }

    /** {@code [//]: # (slipway: step)} is an old way to write comments. */
    private void definition(LinkReferenceDefinition definition) {
        String title = definition.getTitle();
        if (title != null && title.strip().startsWith("slipway")) {
            nearly(Manuscript.from(definition), Manuscript.to(definition));
        }
    }

    private void bound(Node block) {
        List<Directive> directives = pending;
        pending = new ArrayList<>();
        directives.stream()
                .filter(d -> d.kind() == DirectiveKind.ALLOW)
                .forEach(d -> allow(manuscript, d, manuscript.reach(block)));
        Optional<Directive> directive = only(
                directives.stream().filter(d -> d.kind() != DirectiveKind.ALLOW).toList());
        Bound bound = new Bound(directive, Optional.ofNullable(lastStep));
        switch (block) {
            case FencedCodeBlock fence ->
                new FenceReader(manuscript, where, fence, bound).read().ifPresent(this::add);
            case ListBlock list -> out.addAll(new Lists(manuscript, where).read(list, bound));
            case Paragraph paragraph -> {
                directive.ifPresent(d -> misplaced(d, "a paragraph"));
                out.addAll(new Paragraphs(manuscript, where).read(paragraph));
            }
            case TableBlock table -> out.add(new Draft.Finished(Tables.read(manuscript, where, table, bound)));
            case IndentedCodeBlock code -> indented(code, bound);
            case BlockQuote quote -> {
                directive.ifPresent(d -> misplaced(d, "a quote"));
                new BlockWalk(manuscript, where.quoted(), out).walk(quote.getFirstChild());
            }
            case Heading heading -> {
                directive.ifPresent(d -> misplaced(d, "a heading"));
                Paragraphs.inlineDirectives(manuscript, heading);
            }
            default -> directive.ifPresent(d -> misplaced(d, "a line"));
        }
    }

    private void add(Draft draft) {
        out.add(draft);
        if (draft instanceof Draft.OfStep step) {
            lastStep = step;
        }
    }

    /** A block is one thing: a step, or an undo, or a note. */
    private Optional<Directive> only(List<Directive> directives) {
        for (Directive second : directives.stream().skip(1).toList()) {
            manuscript.problem(
                    second.span(),
                    "'" + directives.getFirst().kind().word() + "' and '"
                            + second.kind().word() + "' cannot stand before the same block",
                    "Only 'allow' may stand beside another directive.");
        }
        return directives.stream().findFirst();
    }

    private void misplaced(Directive directive, String found) {
        misplaced(manuscript, directive, found);
    }

    static void misplaced(Manuscript manuscript, Directive directive, String found) {
        manuscript.problem(
                directive.span(),
                "'" + directive.kind().word() + "' stands before "
                        + directive.kind().before() + ", but " + found + " follows",
                "A directive binds to the very next block.");
    }

    private void indented(IndentedCodeBlock code, Bound bound) {
        List<Problem> problems = new ArrayList<>();
        bound.otherThan(DirectiveKind.NOTES).ifPresent(d -> misplaced(d, "indented code"));
        if (code.getLiteral().strip().startsWith("<!--") && code.getLiteral().contains("slipway")) {
            manuscript.problem(
                    manuscript.span(code),
                    "this comment is indented so far that Markdown takes it for code",
                    "Indent it like the text around it.");
        } else if (bound.directive().isEmpty() && where.mode() != Where.Mode.NOTES) {
            problems.add(new Problem(
                    manuscript.firstLine(code),
                    "indented code is not performed",
                    "Put it into a fence tagged `bash` or `text`, or put <!-- slipway: notes --> before it."));
        }
        out.add(new Draft.Finished(new Part.Prose(manuscript.span(code), where.spot(), 0, problems)));
    }

    static void allow(Manuscript manuscript, Directive directive, Span covers) {
        Optional<Phrase> codes = directive.needed("codes", manuscript.problems);
        Optional<Phrase> because = directive.needed("because", manuscript.problems);
        if (codes.isPresent() && because.isPresent()) {
            List<Phrase> each = Arrays.stream(codes.get().text().split("[,\\s]+"))
                    .filter(code -> !code.isEmpty())
                    .map(code -> new Phrase(code, codes.get().span()))
                    .toList();
            each.stream()
                    .filter(code -> !code.text().matches("SW[0-9]{3}"))
                    .forEach(code -> manuscript.problem(
                            code.span(), "'" + code + "' is no code of the linter", "A code is written SW101."));
            manuscript.allowances.add(new Allowance(each, because.get().text(), covers));
        }
    }
}
