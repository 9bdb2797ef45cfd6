package dev.slipway.schema.risk;

import dev.slipway.schema.sql.Statement;
import dev.slipway.schema.sql.Token;
import java.util.List;
import java.util.Optional;

/** Goes over the words of a statement. */
final class Cursor {
    private final List<Token> tokens;
    private int at;

    Cursor(Statement statement) {
        this(statement.tokens());
    }

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** It is not what this reader knows. */
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1;

        Unclear(String why) {
            super(why);
        }
    }

    boolean done() {
        return at >= tokens.size();
    }

    Optional<Token> peek() {
        return done() ? Optional.empty() : Optional.of(tokens.get(at));
    }

    boolean sees(String words) {
        String[] all = words.split(" ", -1);
        for (int i = 0; i < all.length; i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).is(all[i])) {
                return false;
            }
        }
        return true;
    }

    /** Goes past these words if they stand here. */
    boolean takes(String words) {
        boolean here = sees(words);
        if (here) {
            at += words.split(" ", -1).length;
        }
        return here;
    }

    boolean takesAny(String... choices) {
        for (String each : choices) {
            if (takes(each)) {
                return true;
            }
        }
        return false;
    }

    void must(String words) throws Unclear {
        if (!takes(words)) {
            throw unclear();
        }
    }

    Unclear unclear() {
        return new Unclear(peek().map(token -> "'" + token.text() + "'").orElse("its end"));
    }

    String name() throws Unclear {
        Token token = peek().filter(Token::names).orElseThrow(this::unclear);
        at++;
        return token.text();
    }

    Relation relation() throws Unclear {
        String first = name();
        Relation relation = takes(".") ? new Relation(Optional.of(first), name()) : Relation.of(first);
        takes("*");
        return relation;
    }

    Token next() throws Unclear {
        Token token = peek().orElseThrow(this::unclear);
        at++;
        return token;
    }

    /** All up to a sign or word that stands outside of parentheses, or to the end. */
    List<Token> until(String... ends) {
        int from = at;
        int depth = 0;
        for (; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (depth == 0 && List.of(ends).stream().anyMatch(token::is)) {
                break;
            }
            if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                depth--;
            }
        }
        return tokens.subList(from, at);
    }

    /** Whether a word stands anywhere from here on. */
    boolean hasLater(String word) {
        return tokens.stream().skip(at).anyMatch(token -> token.is(word));
    }
}
