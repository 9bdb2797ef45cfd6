package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** Paragraphs: words that nobody performs, or a call of another section. */
final class Paragraphs {
    private static final Pattern NEARLY_TASK = Pattern.compile("[-*+]\\[[ xX]?\\]");

    private final Manuscript manuscript;
    private final Where where;

    Paragraphs(Manuscript manuscript, Where where) {
        this.manuscript = manuscript;
        this.where = where;
    }

    List<Draft> read(Node paragraph) {
        Optional<Draft> call = call(paragraph);
        return where.mode() == Where.Mode.NOTES ? List.of() : List.of(call.orElseGet(() -> prose(paragraph)));
    }

    private Draft prose(Node paragraph) {
        Span span = manuscript.span(paragraph);
        List<Problem> problems = new ArrayList<>();
        String raw = manuscript.raw(paragraph);
        if (NEARLY_TASK.matcher(raw).lookingAt()) {
            problems.add(new Problem(
                    manuscript.firstLine(paragraph),
                    "this is nearly a task item, and would be passed over",
                    "Write `- [ ] `, with a space after the dash."));
        }
        int counted = raw.stripTrailing().endsWith(":") ? 0 : 1;
        return new Draft.Finished(new Part.Prose(span, where.spot(), counted, problems));
    }

    /** Reads the directives within a paragraph; the last thing in it may be a call. */
    Optional<Draft> call(Node paragraph) {
        List<Directive> calls = inlineDirectives(manuscript, paragraph);
        if (calls.isEmpty()) {
            return Optional.empty();
        }
        Directive call = calls.getFirst();
        if (where.mode() == Where.Mode.NOTES) {
            manuscript.problem(
                    call.span(), "nothing is performed below 'notes'", "Take the 'call' or the 'notes' away.");
            return Optional.empty();
        }
        calls.stream()
                .skip(1)
                .forEach(more -> manuscript.problem(
                        more.span(), "a paragraph performs one section", "Write one paragraph for each call."));
        if (!isLast(paragraph, call)) {
            manuscript.problem(
                    call.span(), "'call' stands at the end of its paragraph", "Nothing may follow the comment.");
        }
        List<Link> links = Inlines.links(paragraph);
        if (links.size() != 1) {
            manuscript.problem(
                    call.span(),
                    "'call' needs one link in its paragraph, and there "
                            + (links.isEmpty() ? "is none" : "are " + links.size()),
                    "Write: See [Title](#anchor). <!-- slipway: call -->");
            return Optional.empty();
        }
        return target(links.getFirst())
                .map(target -> new Draft.Finished(new Part.Call(
                        manuscript.span(paragraph),
                        where.spot(),
                        target,
                        Lists.withoutMarker(Inlines.plain(paragraph)).strip(),
                        call.condition(),
                        quoted(call))));
    }

    private List<Problem> quoted(Directive call) {
        return where.mode() == Where.Mode.QUOTED
                ? List.of(
                        new Problem(call.span(), "nothing is performed in a quote", "Take the call out of the quote."))
                : List.of();
    }

    private static boolean isLast(Node paragraph, Directive call) {
        for (Node node = paragraph.getLastChild(); node != null; node = node.getPrevious()) {
            if (node instanceof HtmlInline html) {
                return html.getSourceSpans().isEmpty()
                        || html.getSourceSpans().getFirst().getLineIndex() + 1
                                == call.span().line();
            }
            if (!(node instanceof Text text) || !text.getLiteral().isBlank()) {
                return false;
            }
        }
        return false;
    }

    /** {@code #anchor} of this document, or {@code path.md#anchor} relative to it. */
    private Optional<Phrase> target(Link link) {
        String destination = link.getDestination();
        Span span = destinationSpan(link);
        if (destination.matches("[A-Za-z][A-Za-z0-9+.-]*:.*") || destination.startsWith("//")) {
            manuscript.problem(
                    span,
                    "a section elsewhere on the network cannot be performed",
                    "Link to a section of this document (#anchor) or of a file of this repository (path.md#anchor).");
            return Optional.empty();
        }
        int hash = destination.indexOf('#');
        if (hash < 0 || hash == destination.length() - 1) {
            manuscript.problem(span, "this link names no section", "End it with #anchor.");
            return Optional.empty();
        }
        return Optional.of(new Phrase(decoded(destination), span));
    }

    /** Where the destination stands, if it is written in the link; else the link. */
    private Span destinationSpan(Link link) {
        String raw = manuscript.raw(link);
        int within = raw.lastIndexOf("](" + link.getDestination());
        if (within < 0) {
            return manuscript.span(link);
        }
        int from = Manuscript.from(link) + within + 2;
        return manuscript.at.span(from, from + link.getDestination().length());
    }

    private static String decoded(String destination) {
        try {
            return URLDecoder.decode(destination.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return destination; // a lone per cent sign is a character like others
        }
    }

    /** The calls within some inline text. Every other directive there is a Problem, and so is what is nearly one. */
    static List<Directive> inlineDirectives(Manuscript manuscript, Node holder) {
        List<Directive> calls = new ArrayList<>();
        for (Node node : Inlines.below(holder)) {
            switch (node) {
                case HtmlInline html
                when html.getLiteral().startsWith("<!--") ->
                    inlineComment(manuscript, html).ifPresent(calls::add);
                case Text text
                when text.getLiteral().indexOf('<') >= 0 ->
                    Comments.mistyped(manuscript.source.text(), Manuscript.from(text), Manuscript.to(text))
                            .ifPresent(range -> manuscript.problem(
                                    manuscript.at.span(range[0], range[1]),
                                    "this is nearly a directive, and would be passed over",
                                    "A directive is written <!-- slipway: KIND … -->."));
                default -> {}
            }
        }
        return calls;
    }

    private static Optional<Directive> inlineComment(Manuscript manuscript, HtmlInline html) {
        Comments.Comment comment = Comments.at(manuscript.source.text(), Manuscript.from(html), Manuscript.to(html));
        switch (comment.meaning()) {
            case OTHER -> {}
            case NEARLY ->
                manuscript.problem(
                        manuscript.at.span(comment.from(), comment.to()),
                        "this is nearly a directive, and would be passed over",
                        "A directive is written <!-- slipway: KIND … -->.");
            case DIRECTIVE -> {
                Optional<Directive> directive = DirectiveReader.read(manuscript.at, comment, manuscript.problems);
                if (directive.isPresent() && directive.get().kind() != DirectiveKind.CALL) {
                    BlockWalk.notAlone(manuscript, comment);
                    return Optional.empty();
                }
                return directive;
            }
        }
        return Optional.empty();
    }
}
