package dev.slipway.expression;

import dev.slipway.base.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the plain forms and nothing else: whatever it does not know for certain, and everything that is wrong, is left to CEL.
 * Never accepts what CEL would refuse.
 */
final class PlainReader {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<number>(?:0|[1-9][0-9]{0,17})(?![0-9A-Za-z_.]))"
                    + "|'(?<single>[^'\\\\\\p{Cntrl}]*)'|\"(?<double>[^\"\\\\\\p{Cntrl}]*)\""
                    + "|(?<sign>&&|\\|\\||==|!=|[!().\\[\\]]))");
    private static final Set<String> RESERVED = Set.of(
            "as",
            "break",
            "const",
            "continue",
            "else",
            "false",
            "for",
            "function",
            "if",
            "import",
            "in",
            "let",
            "loop",
            "namespace",
            "null",
            "package",
            "return",
            "true",
            "var",
            "void",
            "while");
    private static final int DEEPEST = 8;

    private final List<String> roots;
    private final List<Token> tokens;
    private int next;
    private int depth;

    private enum Kind {
        NAME,
        NUMBER,
        TEXT,
        SIGN
    }

    private record Token(Kind kind, String text) {}

    /** Thrown within this class alone, when the expression is more than plain. */
    private static final class NotPlain extends Exception {
        private static final long serialVersionUID = 1L;

        NotPlain() {
            super("", null, false, false);
        }
    }

    private PlainReader(List<Token> tokens, List<String> roots) {
        this.tokens = tokens;
        this.roots = roots;
    }

    static Optional<Plain> read(String text, List<String> roots) {
        try {
            PlainReader reader = new PlainReader(tokens(text), roots);
            Plain whole = reader.or();
            boolean literal = whole instanceof Plain.Literal l && !(l.data() instanceof Data.Bool);
            return reader.next == reader.tokens.size() && !literal ? Optional.of(whole) : Optional.empty();
        } catch (NotPlain _) {
            return Optional.empty();
        }
    }

    private static List<Token> tokens(String text) throws NotPlain {
        List<Token> tokens = new ArrayList<>();
        String trimmed = text.stripTrailing();
        Matcher matcher = TOKEN.matcher(trimmed);
        int at = 0;
        while (at < trimmed.length()) {
            if (!matcher.region(at, trimmed.length()).lookingAt()) {
                throw new NotPlain();
            }
            tokens.add(token(matcher));
            at = matcher.end();
        }
        return tokens;
    }

    private static Token token(Matcher matcher) {
        if (matcher.group("name") != null) {
            return new Token(Kind.NAME, matcher.group("name"));
        }
        if (matcher.group("number") != null) {
            return new Token(Kind.NUMBER, matcher.group("number"));
        }
        if (matcher.group("sign") != null) {
            return new Token(Kind.SIGN, matcher.group("sign"));
        }
        String single = matcher.group("single");
        return new Token(Kind.TEXT, single != null ? single : matcher.group("double"));
    }

    private Plain or() throws NotPlain {
        Plain left = and();
        while (takes("||")) {
            left = new Plain.Or(truth(left), truth(and()));
        }
        return left;
    }

    private Plain and() throws NotPlain {
        Plain left = comparison();
        while (takes("&&")) {
            left = new Plain.And(truth(left), truth(comparison()));
        }
        return left;
    }

    private Plain comparison() throws NotPlain {
        Plain left = unary();
        boolean equal = takes("==");
        if (!equal && !takes("!=")) {
            return left;
        }
        Plain right = unary();
        boolean paths = left instanceof Plain.Path || right instanceof Plain.Path;
        if (!paths || !isValue(left) || !isValue(right)) {
            throw new NotPlain();
        }
        return equal ? new Plain.Equal(left, right) : new Plain.Unequal(left, right);
    }

    private Plain unary() throws NotPlain {
        int nots = 0;
        while (takes("!")) {
            nots++;
        }
        if (nots > 1) {
            throw new NotPlain();
        }
        return nots == 1 ? new Plain.Not(truth(primary())) : primary();
    }

    private Plain primary() throws NotPlain {
        if (takes("(")) {
            if (++depth > DEEPEST) {
                throw new NotPlain();
            }
            Plain inner = or();
            expect(")");
            depth--;
            // What follows a bracket may select in it, which is more than plain.
            return isValue(inner) ? fail() : inner;
        }
        Token token = take();
        return switch (token.kind()) {
            case TEXT -> new Plain.Literal(Data.of(token.text()));
            case NUMBER -> new Plain.Literal(Data.of(Long.parseLong(token.text())));
            case NAME -> named(token.text());
            case SIGN -> fail();
        };
    }

    private Plain named(String name) throws NotPlain {
        return switch (name) {
            case "true" -> new Plain.Literal(Data.of(true));
            case "false" -> new Plain.Literal(Data.of(false));
            case "null" -> new Plain.Literal(Data.nothing());
            default -> path(name);
        };
    }

    private Plain path(String root) throws NotPlain {
        if (!roots.contains(root)) {
            throw new NotPlain();
        }
        List<String> names = new ArrayList<>(List.of(root));
        while (true) {
            if (takes(".")) {
                Token name = take();
                if (name.kind() != Kind.NAME || RESERVED.contains(name.text())) {
                    throw new NotPlain();
                }
                names.add(name.text());
            } else if (takes("[")) {
                Token key = take();
                if (key.kind() != Kind.TEXT) {
                    throw new NotPlain();
                }
                names.add(key.text());
                expect("]");
            } else {
                return new Plain.Path(names);
            }
        }
    }

    private static boolean isValue(Plain plain) {
        return plain instanceof Plain.Path || plain instanceof Plain.Literal;
    }

    /** What {@code ! && ||} take: CEL refuses a literal of another type. */
    private static Plain truth(Plain operand) throws NotPlain {
        return operand instanceof Plain.Literal l && !(l.data() instanceof Data.Bool) ? fail() : operand;
    }

    private static Plain fail() throws NotPlain {
        throw new NotPlain();
    }

    private boolean takes(String sign) {
        boolean here = next < tokens.size() && tokens.get(next).equals(new Token(Kind.SIGN, sign));
        next += here ? 1 : 0;
        return here;
    }

    private void expect(String sign) throws NotPlain {
        if (!takes(sign)) {
            throw new NotPlain();
        }
    }

    private Token take() throws NotPlain {
        if (next == tokens.size()) {
            throw new NotPlain();
        }
        return tokens.get(next++);
    }
}
