package dev.slipway.runbook;

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

    private static String slug(String text) {
        return Anchors.of(text).replaceAll("-{2,}", "-").replaceAll("^-|-$", "");
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
                            .append(Lists.withoutMarker(Inlines.withAddresses(paragraph)).strip())
                            .append('\n');
                case ListBlock list -> appendList(manuscript, list, indent, text);
                case FencedCodeBlock fence ->
                    fence.getLiteral().lines().forEach(line ->
                            text.append(indent).append("    ").append(line).append('\n'));
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
                text.append(indent).append("- ").append(below.toString().strip()).append('\n');
            }
        }
    }
}
