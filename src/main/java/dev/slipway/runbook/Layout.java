package dev.slipway.runbook;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;

/** How the parts of a document lie within one another, in its order: what can be put before each, and how it is indented there. */
public record Layout(Source source, List<Piece> pieces) {
    public Layout {
        pieces = List.copyOf(pieces);
    }

    public enum Kind {
        HEADING,
        FENCE,
        CODE,
        BULLETS,
        NUMBERS,
        ITEM,
        WORDS,
        TABLE,
        QUOTE,
        COMMENT,
        OTHER
    }

    /**
     * Offsets into the document, the end exclusive.
     *
     * @param index its place in the layout
     * @param parent the index of the item or quote in which it lies; -1 for none
     * @param before the index of the piece before it in the same container; -1 for none
     * @param words a fence's info string; else the piece as it is written
     */
    public record Piece(int index, Kind kind, int from, int to, int parent, int before, String words) {
        public boolean isList() {
            return kind == Kind.BULLETS || kind == Kind.NUMBERS;
        }
    }

    public static Layout of(Source document) {
        List<Problem> ignored = new ArrayList<>();
        String body = FrontSplit.of(document, ignored).body();
        Walk walk = new Walk(document.text());
        walk.children(Runbooks.MARKDOWN.parse(body), -1, 0);
        return new Layout(document, walk.pieces);
    }

    public Optional<Piece> parent(Piece piece) {
        return at(piece.parent());
    }

    public Optional<Piece> before(Piece piece) {
        return at(piece.before());
    }

    private Optional<Piece> at(int index) {
        return index < 0 ? Optional.empty() : Optional.of(pieces.get(index));
    }

    /** In the order of the document. */
    public List<Piece> children(Piece container) {
        List<Piece> children = new ArrayList<>();
        for (int i = container.index() + 1; i < pieces.size() && pieces.get(i).parent() >= container.index(); i++) {
            if (pieces.get(i).parent() == container.index()) {
                children.add(pieces.get(i));
            }
        }
        return children;
    }

    public int lineStart(int offset) {
        return source.text().lastIndexOf('\n', offset - 1) + 1;
    }

    /** What a further line begins with, to stand where the piece stands. */
    public String indent(Piece piece) {
        String line = source.text().substring(lineStart(piece.from()), piece.from());
        StringBuilder indent = new StringBuilder();
        line.chars().forEach(c -> indent.append(c == '>' || c == '\t' ? (char) c : ' '));
        return indent.toString();
    }

    private static final class Walk {
        private final String text;
        private final List<Piece> pieces = new ArrayList<>();

        Walk(String text) {
            this.text = text;
        }

        void children(Node container, int parent, int depth) {
            if (depth > Limits.NESTING) {
                return;
            }
            int before = -1;
            for (Node block = container.getFirstChild(); block != null; block = block.getNext()) {
                int index = pieces.size();
                Kind kind = kind(block);
                pieces.add(new Piece(
                        index, kind, Manuscript.from(block), Manuscript.to(block), parent, before, words(block)));
                before = index;
                if (kind == Kind.BULLETS || kind == Kind.NUMBERS || kind == Kind.ITEM || kind == Kind.QUOTE) {
                    children(block, index, depth + 1);
                }
            }
        }

        private String words(Node block) {
            return block instanceof FencedCodeBlock fence
                    ? (fence.getInfo() == null ? "" : fence.getInfo().strip())
                    : text.substring(Manuscript.from(block), Math.min(text.length(), Manuscript.to(block)));
        }

        private static Kind kind(Node block) {
            return switch (block) {
                case Heading _ -> Kind.HEADING;
                case FencedCodeBlock _ -> Kind.FENCE;
                case IndentedCodeBlock _ -> Kind.CODE;
                case BulletList _ -> Kind.BULLETS;
                case OrderedList _ -> Kind.NUMBERS;
                case ListItem _ -> Kind.ITEM;
                case Paragraph _ -> Kind.WORDS;
                case TableBlock _ -> Kind.TABLE;
                case BlockQuote _ -> Kind.QUOTE;
                case HtmlBlock _ -> Kind.COMMENT;
                default -> Kind.OTHER;
            };
        }
    }
}
