package dev.slipway.schema.sql;

import dev.slipway.schema.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads SQL by the rules of psql's own scanner: quotes, dollars, nested comments, parentheses, and the bodies of functions
 * between {@code begin atomic} and {@code end}, in none of which a semicolon ends anything.
 */
final class Splitting {
    private final String sql;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int begun;
    private int begunLine;
    private int parentheses;
    private int bodies;

    Splitting(String sql) {
        this.sql = sql;
    }

    /** What cannot be read, and where it begins. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final int line;

        Unreadable(int line, String says) {
            super(says);
            this.line = line;
        }
    }

    Script script() {
        try {
            while (at < sql.length()) {
                step();
            }
            if (parentheses > 0) {
                throw new Unreadable(begunLine, "a parenthesis in the statement that begins here is not closed");
            }
            if (bodies > 0) {
                throw new Unreadable(begunLine, "the body of the function that begins here does not end");
            }
            finish(sql.length());
            return new Script(statements, Optional.empty());
        } catch (Unreadable unreadable) {
            return new Script(
                    statements, Optional.of(new Script.Flaw(unreadable.line, String.valueOf(unreadable.getMessage()))));
        }
    }

    private void step() throws Unreadable {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c) || c == '\uFEFF') {
            pass(at + 1);
        } else if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            pass(end < 0 ? sql.length() : end);
        } else if (sql.startsWith("/*", at)) {
            comment();
        } else if (c == ';' && parentheses == 0 && bodies == 0) {
            finish(at);
            pass(at + 1);
        } else if (c == '\\') {
            throw new Unreadable(line, "a backslash begins a command of psql, which is not SQL");
        } else {
            if (tokens.isEmpty()) {
                begun = at;
                begunLine = line;
            }
            token(c);
        }
    }

    private void comment() throws Unreadable {
        int begins = line;
        int depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                pass(at + 2);
            } else if (sql.startsWith("*/", at)) {
                depth--;
                pass(at + 2);
            } else if (at >= sql.length()) {
                throw new Unreadable(begins, "a comment that begins here does not end");
            } else {
                pass(at + 1);
            }
        } while (depth > 0);
    }

    private void token(char c) throws Unreadable {
        if (c == '\'') {
            quoted('\'', Kind.TEXT, false);
        } else if (c == '"') {
            quoted('"', Kind.NAME, false);
        } else if ((c == 'e' || c == 'E') && at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
            at++;
            quoted('\'', Kind.TEXT, true);
        } else if (c == '$' && dollars() > 0) {
            dollarQuoted(dollars());
        } else if (Character.isLetter(c) || c == '_') {
            word();
        } else if (Character.isDigit(c)) {
            int end = at;
            while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '.')) {
                end++;
            }
            add(Kind.NUMBER, sql.substring(at, end), end);
        } else {
            sign(c);
        }
    }

    private void sign(char c) {
        if (c == '(') {
            parentheses++;
        } else if (c == ')') {
            parentheses = Math.max(0, parentheses - 1);
        }
        int end = sql.startsWith("::", at) ? at + 2 : at + 1;
        add(Kind.SIGN, sql.substring(at, end), end);
    }

    private void quoted(char quote, Kind kind, boolean escapes) throws Unreadable {
        int begins = line;
        StringBuilder text = new StringBuilder();
        int i = at + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (escapes && c == '\\' && i + 1 < sql.length()) {
                text.append(sql.charAt(i + 1));
                i += 2;
            } else if (c == quote && i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                text.append(quote);
                i += 2;
            } else if (c == quote) {
                add(kind, text.toString(), i + 1);
                return;
            } else {
                text.append(c);
                i++;
            }
        }
        throw new Unreadable(begins, "a quotation that begins here does not end");
    }

    /** How long the tag of a dollar quotation is that begins here; 0 when none does. */
    private int dollars() {
        int end = at + 1;
        while (end < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')
                && !(end == at + 1 && Character.isDigit(sql.charAt(end)))) {
            end++;
        }
        return end < sql.length() && sql.charAt(end) == '$' ? end + 1 - at : 0;
    }

    private void dollarQuoted(int length) throws Unreadable {
        String tag = sql.substring(at, at + length);
        int end = sql.indexOf(tag, at + length);
        if (end < 0) {
            throw new Unreadable(line, "a quotation that begins here with " + tag + " does not end");
        }
        add(Kind.TEXT, sql.substring(at + length, end), end + length);
    }

    private void word() {
        int end = at;
        while (end < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_' || sql.charAt(end) == '$')) {
            end++;
        }
        String word = sql.substring(at, end).toLowerCase(Locale.ROOT);
        if (parentheses == 0 && makesRoutine()) {
            if (word.equals("begin") || (bodies > 0 && word.equals("case"))) {
                bodies++;
            } else if (word.equals("end") && bodies > 0) {
                bodies--;
            }
        }
        add(Kind.WORD, word, end);
    }

    private boolean makesRoutine() {
        return tokens.size() > 1
                && tokens.getFirst().is("create")
                && tokens.stream().limit(4).anyMatch(token -> token.is("function") || token.is("procedure"));
    }

    private void add(Kind kind, String text, int end) {
        tokens.add(new Token(kind, text));
        pass(end);
    }

    private void pass(int end) {
        for (int i = at; i < end; i++) {
            if (sql.charAt(i) == '\n') {
                line++;
            }
        }
        at = end;
    }

    private void finish(int end) {
        if (!tokens.isEmpty()) {
            statements.add(new Statement(sql.substring(begun, end).strip(), begunLine, tokens));
            tokens.clear();
        }
    }
}
