package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text of the front matter or of a typed step, split at {@code ${…}}; a dollar before it makes it literal. Within an
 * expression, braces nest and strings hide them.
 */
public record Template(List<Piece> pieces) {

    public Template {
        pieces = List.copyOf(pieces);
    }

    public sealed interface Piece {
        /** Text as it is meant: without the dollar that keeps {@code ${…}} from being an expression. */
        record Literal(String text) implements Piece {}

        /** What stands between the braces, without the spaces around it. */
        record Expression(Phrase source) implements Piece {}
    }

    public static Template of(Yaml.Scalar scalar, List<Problem> problems) {
        return new Splitting(scalar.text(), WithinScalar.of(scalar), problems).split();
    }

    public static Template of(Phrase phrase, List<Problem> problems) {
        return new Splitting(phrase.text(), WithinScalar.of(phrase), problems).split();
    }

    public boolean isLiteral() {
        return pieces.stream().allMatch(Piece.Literal.class::isInstance);
    }

    public List<Phrase> expressions() {
        List<Phrase> all = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Expression(Phrase source)) {
                all.add(source);
            }
        }
        return all;
    }

    /** The text of a template without expressions. */
    public String literal() {
        return pieces.stream()
                .map(piece -> switch (piece) {
                    case Piece.Literal(String text) -> text;
                    case Piece.Expression(Phrase source) ->
                        throw new IllegalStateException("this template holds the expression " + source);
                })
                .collect(Collectors.joining());
    }

    private static final class Splitting {
        private final String text;
        private final WithinScalar within;
        private final List<Problem> problems;
        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();

        Splitting(String text, WithinScalar within, List<Problem> problems) {
            this.text = text;
            this.within = within;
            this.problems = problems;
        }

        Template split() {
            int at = 0;
            while (at < text.length()) {
                if (text.startsWith("$${", at)) {
                    literal.append("${");
                    at += 3;
                } else if (text.startsWith("${", at)) {
                    at = expression(at);
                } else {
                    literal.append(text.charAt(at++));
                }
            }
            endLiteral();
            return new Template(pieces);
        }

        private int expression(int open) {
            int close = ExpressionEnd.find(text, open + 2);
            if (close < 0) {
                problems.add(new Problem(
                        within.span(open, open + 2),
                        "this '${' is not closed",
                        "Close it with '}', or write '$${' for a literal '${'."));
                literal.append(text, open, text.length());
                return text.length();
            }
            String inner = text.substring(open + 2, close);
            int from = open + 2 + inner.length() - inner.stripLeading().length();
            int to = Math.max(from, open + 2 + inner.stripTrailing().length());
            if (from == to) {
                problems.add(new Problem(
                        within.span(open, close + 1),
                        "this '${}' is empty",
                        "Write an expression in it, or '$${' for a literal '${'."));
            } else {
                endLiteral();
                pieces.add(new Piece.Expression(new Phrase(text.substring(from, to), within.span(from, to))));
            }
            return close + 1;
        }

        private void endLiteral() {
            if (!literal.isEmpty()) {
                pieces.add(new Piece.Literal(literal.toString()));
                literal.setLength(0);
            }
        }
    }

    /** Where an expression ends: at the brace that is neither nested nor within one of CEL's strings. */
    private static final class ExpressionEnd {
        static int find(String text, int from) {
            int depth = 0;
            int at = from;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '"' || c == '\'') {
                    at = string(text, at);
                    continue;
                }
                if (c == '}' && depth-- == 0) {
                    return at;
                }
                if (c == '{') {
                    depth++;
                }
                at++;
            }
            return -1;
        }

        /** The position after the string that begins here; the end of the text for one that does not end. */
        private static int string(String text, int open) {
            String quote = text.substring(open, open + 1);
            String fence = text.startsWith(quote.repeat(3), open) ? quote.repeat(3) : quote;
            boolean raw = open > 0 && "rR".indexOf(text.charAt(open - 1)) >= 0;
            int at = open + fence.length();
            while (at < text.length() && !text.startsWith(fence, at)) {
                at += text.charAt(at) == '\\' && !raw ? 2 : 1;
            }
            return Math.min(text.length(), at + fence.length());
        }
    }
}
