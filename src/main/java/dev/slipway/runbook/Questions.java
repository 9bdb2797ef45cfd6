package dev.slipway.runbook;

import dev.slipway.base.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/** How a question is called, and what it says. */
final class Questions {
    private static final Pattern ANCHOR = Pattern.compile("<a\\s+(?:id|name)=[\"']([A-Za-z0-9_-]+)[\"']\\s*/?>");

    private static final Pattern HYPHENS = Pattern.compile("-{2,}");

    private Questions() {}

    /** The first line of an item, as plain text. */
    static String title(Node paragraph) {
        String line = Lists.withoutMarker(Inlines.firstLine(paragraph)).strip();
        return line.endsWith(":") ? line.substring(0, line.length() - 1).strip() : line;
    }

    /** Its id ({@code <a id="…"></a>}), else the slug of its bold lead, else of its first line. */
    static String name(Manuscript manuscript, Node paragraph) {
        for (Node node : Inlines.below(paragraph)) {
            Matcher anchor = ANCHOR.matcher(node instanceof HtmlInline html ? html.getLiteral() : "");
            if (anchor.matches()) {
                return anchor.group(1);
            }
        }
        Optional<String> bold = Inlines.boldLead(paragraph);
        String slug = slug(bold.orElseGet(() -> title(paragraph)));
        return slug.isEmpty() ? "line-" + manuscript.span(paragraph).line() : slug;
    }

    /** Two questions of one section with one name could not be signed apart. */
    static List<Part> apart(List<Part> parts) {
        Map<String, Part.Question> named = new HashMap<>();
        return parts.stream()
                .map(part -> part instanceof Part.Question question
                        ? Optional.ofNullable(named.putIfAbsent(question.name(), question))
                                .<Part>map(first -> sameName(question, first))
                                .orElse(question)
                        : part)
                .toList();
    }

    private static Part.Question sameName(Part.Question second, Part.Question first) {
        List<Problem> problems = new ArrayList<>(second.problems());
        problems.add(new Problem(
                second.span(),
                "two questions of this section are called '" + second.name() + "'",
                "The first is in line " + first.span().line() + ". Begin one of them with other words in bold."));
        return new Part.Question(second.span(), second.spot(), second.name(), second.text(), second.rules(), problems);
    }

    private static String slug(String text) {
        String once = HYPHENS.matcher(Anchors.of(text)).replaceAll("-");
        int from = once.startsWith("-") ? 1 : 0;
        int to = once.endsWith("-") && once.length() > 1 ? once.length() - 1 : once.length();
        return once.substring(from, to);
    }

    /** The whole item: its first paragraph, then what is below, a line each. Task items within are questions of their own. */
    static String text(Manuscript manuscript, Node item) {
        StringBuilder text = new StringBuilder();
        append(manuscript, item, "", text);
        return text.toString().stripTrailing();
    }

    private static void append(Manuscript manuscript, Node item, String indent, StringBuilder text) {
        for (Node block = item.getFirstChild(); block != null; block = block.getNext()) {
            switch (block) {
                case Paragraph paragraph ->
                    text.append(indent)
                            .append(Lists.withoutMarker(Inlines.withAddresses(paragraph))
                                    .strip())
                            .append('\n');
                case ListBlock list -> appendList(manuscript, list, indent, text);
                case FencedCodeBlock fence ->
                    fence.getLiteral()
                            .lines()
                            .forEach(line -> text.append(indent)
                                    .append("    ")
                                    .append(line)
                                    .append('\n'));
                default -> {}
            }
        }
    }

    private static void appendList(Manuscript manuscript, ListBlock list, String indent, StringBuilder text) {
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            boolean ownQuestion = item.getFirstChild() instanceof Paragraph lead
                    && !Lists.withoutMarker(manuscript.raw(lead)).equals(manuscript.raw(lead));
            if (item instanceof ListItem && !ownQuestion) {
                StringBuilder below = new StringBuilder();
                append(manuscript, item, indent + "  ", below);
                text.append(indent)
                        .append("- ")
                        .append(below.toString().strip())
                        .append('\n');
            }
        }
    }
}
