package dev.slipway.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** What stands within a paragraph, a heading or a cell. Walks without recursion: nesting is the author's. */
final class Inlines {
    private Inlines() {}

    /** All nodes below this one in document order; nothing below images, whose text nobody sees. */
    @SuppressWarnings("ReferenceEquality") // the way ends at this very node
    static List<Node> below(Node top) {
        List<Node> all = new ArrayList<>();
        Node node = top.getFirstChild();
        while (node != null) {
            all.add(node);
            Node next = node instanceof Image ? null : node.getFirstChild();
            while (next == null && node != null && node != top) {
                next = node.getNext();
                if (next == null) {
                    node = node.getParent();
                }
            }
            node = next;
        }
        return all;
    }

    /** The text that a reader sees: without marks, tags and comments. */
    static String plain(Node top) {
        return plain(below(top));
    }

    private static String plain(List<Node> nodes) {
        StringBuilder text = new StringBuilder();
        for (Node node : nodes) {
            switch (node) {
                case Text t -> text.append(t.getLiteral());
                case Code c -> text.append(c.getLiteral());
                case SoftLineBreak _, HardLineBreak _ -> text.append(' ');
                default -> {}
            }
        }
        return text.toString();
    }

    /** As {@link #plain}, up to the first line end. */
    static String firstLine(Node top) {
        List<Node> line = new ArrayList<>();
        for (Node node : below(top)) {
            if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
                break;
            }
            line.add(node);
        }
        return plain(line);
    }

    /** As {@link #plain}, with the addresses of links, which whoever answers a question has to open. */
    static String withAddresses(Node top) {
        StringBuilder text = new StringBuilder();
        for (Node child = top.getFirstChild(); child != null; child = child.getNext()) {
            text.append(plainOf(child));
            if (child instanceof Link link && link.getDestination().contains("://")) {
                String address = link.getDestination();
                if (!plain(link).equals(address)) {
                    text.append(" (").append(address).append(')');
                }
            }
        }
        return text.toString();
    }

    private static String plainOf(Node node) {
        return node.getFirstChild() == null ? plain(List.of(node)) : plain(node);
    }

    static List<Link> links(Node top) {
        return below(top).stream()
                .filter(Link.class::isInstance)
                .map(Link.class::cast)
                .toList();
    }

    /** The bold text with which a paragraph opens, after a task marker. */
    static Optional<String> boldLead(Node paragraph) {
        for (Node child = paragraph.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof StrongEmphasis) {
                return Optional.of(plain(child));
            }
            if (!(child instanceof Text text) || !text.getLiteral().strip().matches("(\\[[ xX]?\\])?")) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
