package dev.slipway.runbook;

import dev.slipway.runbook.ShellScript.Access;
import dev.slipway.runbook.ShellScript.Kind;
import dev.slipway.runbook.ShellScript.Word;
import java.util.Optional;

/** Words, quotes and expansions of a shell text. */
final class ShellExpansions {
    /** How far is looked for the end of an arithmetic expression, or of a quote within an expansion. */
    private static final int LONGEST_ARITHMETIC = 500;

    private static final String ENDS_WORD = " \t\n;&|()<>";

    private final ShellCursor cursor;
    private final ShellReader reader;

    ShellExpansions(ShellCursor cursor, ShellReader reader) {
        this.cursor = cursor;
        this.reader = reader;
    }

    /** The word here; empty in extent where none begins. */
    Word word() {
        int start = cursor.at;
        StringBuilder literal = new StringBuilder();
        boolean known = true;
        boolean bare = false;
        while (!cursor.ended()) {
            char c = cursor.peek();
            int from = cursor.at;
            if (c == '\\') {
                if (cursor.peek(1) != '\n') {
                    literal.append(cursor.peek(1));
                }
                cursor.at = Math.min(cursor.at + 2, cursor.text.length());
            } else if (c == '\'') {
                literal.append(single());
            } else if (c == '"') {
                known &= doubled(literal);
            } else if (c == '$') {
                boolean plain = dollar(literal);
                known &= plain;
                bare |= !plain;
            } else if (c == '`' && !cursor.inBackticks) {
                backticks();
                literal.append(cursor.text, from, cursor.at);
                known = false;
                bare = true;
            } else if ((c == '<' || c == '>') && cursor.peek(1) == '(') {
                cursor.at += 2;
                reader.nested(')', ShellScript.Within.SUBSTITUTION);
                literal.append(cursor.text, from, cursor.at);
                known = false;
            } else if (c == '(' && opensPattern(start)) {
                balanced();
                literal.append(cursor.text, from, cursor.at);
                known = false;
            } else if (ENDS_WORD.indexOf(c) >= 0 || c == '`') {
                break;
            } else {
                literal.append(c);
                cursor.at++;
            }
        }
        String shown = literal.toString();
        return new Word(start, cursor.at, known ? Optional.of(shown) : Optional.empty(), shown, bare);
    }

    /** {@code @(a|b)} and its kin. */
    private boolean opensPattern(int start) {
        return cursor.at > start && "@?*+!".indexOf(cursor.text.charAt(cursor.at - 1)) >= 0;
    }

    private void balanced() {
        int depth = 0;
        while (!cursor.ended()) {
            char c = cursor.peek();
            cursor.at++;
            if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return;
            }
        }
        cursor.fail();
    }

    private String single() {
        int from = cursor.at;
        int end = cursor.text.indexOf('\'', from + 1);
        if (end < 0) {
            cursor.fail();
            return "";
        }
        cursor.mark(from, end + 1, Kind.QUOTED);
        cursor.at = end + 1;
        return cursor.text.substring(from + 1, end);
    }

    /** @return whether the text is known without expanding anything */
    private boolean doubled(StringBuilder literal) {
        boolean known = true;
        int from = cursor.at++;
        cursor.mark(from, cursor.at, Kind.QUOTED);
        while (!cursor.ended()) {
            from = cursor.at;
            char c = cursor.peek();
            if (c == '"') {
                cursor.at++;
                cursor.mark(from, cursor.at, Kind.QUOTED);
                return known;
            }
            if (c == '\\') {
                if ("$`\"\\".indexOf(cursor.peek(1)) < 0) {
                    literal.append(c);
                }
                literal.append(cursor.peek(1));
                cursor.at = Math.min(cursor.at + 2, cursor.text.length());
                cursor.mark(from, cursor.at, Kind.QUOTED);
            } else if (c == '$' && cursor.peek(1) != '"' && cursor.peek(1) != '\'') {
                known &= dollar(literal);
            } else if (c == '`' && !cursor.inBackticks) {
                backticks();
                literal.append(cursor.text, from, cursor.at);
                known = false;
            } else {
                literal.append(c);
                cursor.at++;
                cursor.mark(from, cursor.at, Kind.QUOTED);
            }
        }
        cursor.fail();
        return false;
    }

    private void backticks() {
        cursor.at++;
        boolean outer = cursor.inBackticks;
        cursor.inBackticks = true;
        reader.nested('`', ShellScript.Within.SUBSTITUTION);
        cursor.inBackticks = outer;
    }

    /** The expansions of a here-document's body. */
    void within(int end) {
        StringBuilder ignored = new StringBuilder();
        while (cursor.at < end) {
            char c = cursor.peek();
            if (c == '\\') {
                cursor.at += 2;
            } else if (c == '$' && cursor.peek(1) != '"' && cursor.peek(1) != '\'') {
                dollar(ignored);
            } else if (c == '`' && !cursor.inBackticks) {
                backticks();
            } else {
                cursor.at++;
            }
        }
    }

    /** @return whether this dollar sign stands for itself or for a quoted text; an expansion is appended as it is written */
    private boolean dollar(StringBuilder literal) {
        int from = cursor.at;
        if (plainDollar(from, literal)) {
            return true;
        }
        literal.append(cursor.text, from, cursor.at);
        return false;
    }

    private boolean plainDollar(int from, StringBuilder literal) {
        char c = cursor.peek(1);
        if (c == '(') {
            substitution(from);
            return false;
        }
        if (c == '{') {
            cursor.at += 2;
            parameter();
            return false;
        }
        if (isNameStart(c)) {
            cursor.at++;
            String name = name();
            cursor.use(name, from, Access.READ);
            return false;
        }
        if (c == '\'') {
            ansiQuoted();
            return false;
        }
        if (c == '"') {
            cursor.at++;
            return doubled(literal);
        }
        if (Character.isDigit(c) || "@*#?$!-".indexOf(c) >= 0) {
            cursor.at += 2;
            return false;
        }
        literal.append('$');
        cursor.at++;
        return true;
    }

    private void substitution(int from) {
        if (cursor.looksAt("$((")) {
            int end = arithmeticEnd(from + 3);
            if (end >= 0) {
                arithmetic(from + 3, end);
                cursor.at = end + 2;
                return;
            }
        }
        boolean outer = cursor.inBackticks;
        cursor.inBackticks = false;
        cursor.at = from + 2;
        reader.nested(')', ShellScript.Within.SUBSTITUTION);
        cursor.inBackticks = outer;
    }

    /** Where the {@code ))} of an arithmetic expression stands, or -1 where it is none. */
    int arithmeticEnd(int from) {
        int depth = 0;
        int limit = Math.min(cursor.text.length(), from + LONGEST_ARITHMETIC);
        for (int i = from; i < limit; i++) {
            char c = cursor.text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')' && depth-- == 0) {
                return i + 1 < cursor.text.length() && cursor.text.charAt(i + 1) == ')' ? i : -1;
            }
        }
        return -1;
    }

    /** Bare names are variables in arithmetic; an unset one stops a step like any other. */
    void arithmetic(int from, int end) {
        if (!cursor.enter()) {
            return;
        }
        int i = from;
        while (i < end) {
            char c = cursor.text.charAt(i);
            if (Character.isDigit(c)) {
                while (i < end && Character.isLetterOrDigit(cursor.text.charAt(i))) {
                    i++;
                }
            } else if (c == '$' && i + 1 < end && !isNameStart(cursor.text.charAt(i + 1))) {
                cursor.at = i;
                dollar(new StringBuilder());
                i = Math.max(cursor.at, i + 1);
            } else if (isNameStart(c)) {
                i = arithmeticName(i, end);
            } else {
                i++;
            }
        }
        cursor.leave();
    }

    private int arithmeticName(int from, int end) {
        int i = from;
        while (i < end && isNamePart(cursor.text.charAt(i))) {
            i++;
        }
        String name = cursor.text.substring(from, i);
        String rest = cursor.text.substring(i, Math.min(end, i + 4)).stripLeading();
        boolean replaced = rest.startsWith("=") && !rest.startsWith("==");
        boolean changed = rest.matches("(?s)(\\+\\+|--|[-+*/%&|^]=|<<=|>>=).*");
        if (!replaced) {
            cursor.use(name, from, Access.READ);
        }
        if (replaced || changed) {
            cursor.use(name, end, Access.ASSIGNED);
        }
        return i;
    }

    /** After <code>${</code>. */
    private void parameter() {
        int from = cursor.at - 2;
        if (!cursor.enter()) {
            return;
        }
        boolean indirect = cursor.peek() == '!' && isNameStart(cursor.peek(1));
        if (indirect || (cursor.peek() == '#' && isNameStart(cursor.peek(1)))) {
            cursor.at++;
        }
        if (isNameStart(cursor.peek())) {
            String name = name();
            if (cursor.peek() == '[') {
                subscript();
            }
            if (!(indirect && (cursor.peek() == '*' || cursor.peek() == '@'))) {
                access(name, from);
            }
        } else if (!cursor.ended() && cursor.peek() != '}') {
            cursor.at++;
        }
        toClosingBrace();
        cursor.leave();
    }

    private void access(String name, int from) {
        char first = cursor.peek();
        char operator = first == ':' ? cursor.peek(1) : first;
        boolean defaulted = operator == '-' || operator == '+' || operator == '=';
        cursor.use(name, from, defaulted ? Access.DEFAULTED : Access.READ);
        if (operator == '=') {
            cursor.use(name, cursor.at, Access.ASSIGNED);
        }
    }

    private void subscript() {
        while (!cursor.ended() && cursor.peek() != ']' && cursor.peek() != '\n') {
            if (cursor.peek() == '$') {
                dollar(new StringBuilder());
            } else {
                cursor.at++;
            }
        }
        cursor.at = Math.min(cursor.at + 1, cursor.text.length());
    }

    private void toClosingBrace() {
        StringBuilder ignored = new StringBuilder();
        while (!cursor.ended()) {
            switch (cursor.peek()) {
                case '}' -> {
                    cursor.at++;
                    return;
                }
                case '\\' -> cursor.at = Math.min(cursor.at + 2, cursor.text.length());
                case '\'' -> {
                    // Within double quotes a single quote stands for itself: only a closed one before the brace is a
                    // quote.
                    int from = cursor.at + 1;
                    int limit = Math.min(cursor.text.length(), from + LONGEST_ARITHMETIC);
                    int close = cursor.text.indexOf('\'', from, limit);
                    int brace = cursor.text.indexOf('}', from, limit);
                    cursor.at = close >= 0 && close < brace ? close + 1 : from;
                }
                case '"' -> doubled(ignored);
                case '$' -> dollar(ignored);
                case '`' -> {
                    if (cursor.inBackticks) {
                        cursor.at++;
                    } else {
                        backticks();
                    }
                }
                default -> cursor.at++;
            }
        }
        cursor.fail();
    }

    private void ansiQuoted() {
        int from = cursor.at;
        for (int i = from + 2; i < cursor.text.length(); i++) {
            char c = cursor.text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '\'') {
                cursor.at = i + 1;
                cursor.mark(from, cursor.at, Kind.QUOTED);
                return;
            }
        }
        cursor.fail();
    }

    String name() {
        int from = cursor.at;
        while (!cursor.ended() && isNamePart(cursor.peek())) {
            cursor.at++;
        }
        return cursor.text.substring(from, cursor.at);
    }

    static boolean isNameStart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9');
    }
}
