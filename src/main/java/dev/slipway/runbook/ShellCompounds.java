package dev.slipway.runbook;

import dev.slipway.runbook.ShellScript.Access;
import dev.slipway.runbook.ShellScript.Within;
import dev.slipway.runbook.ShellScript.Word;
import java.util.Set;

/** Compounds of a shell text: branches, loops, groups, choices, conditions and functions. */
final class ShellCompounds {
    private final ShellCursor cursor;
    private final ShellExpansions expansions;
    private final ShellReader reader;

    ShellCompounds(ShellCursor cursor, ShellExpansions expansions, ShellReader reader) {
        this.cursor = cursor;
        this.expansions = expansions;
        this.reader = reader;
    }

    /** @return whether a compound stood here */
    boolean read(String word) {
        if (cursor.looksAt("((")) {
            int end = expansions.arithmeticEnd(cursor.at + 2);
            if (end >= 0) {
                expansions.arithmetic(cursor.at + 2, end);
                cursor.at = end + 2;
                return true;
            }
        }
        if (cursor.peek() == '(') {
            cursor.at++;
            reader.nested(')', Within.GROUP);
            return true;
        }
        switch (word) {
            case "if" -> within(word, "fi", Set.of("then", "elif", "else"), Within.CONDITION);
            case "while", "until" -> within(word, "done", Set.of("do"), Within.CONDITION);
            case "{" -> within(word, "}", Set.of(), Within.GROUP);
            case "for", "select" -> loop(word);
            case "case" -> choice();
            case "[[" -> condition();
            case "function" -> function();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void within(String opening, String closing, Set<String> between, Within first) {
        cursor.at += opening.length();
        body(closing, between, first);
    }

    private void body(String closing, Set<String> between, Within first) {
        String end = reader.inner(first);
        while (between.contains(end)) {
            end = reader.inner(
                    switch (end) {
                        case "elif" -> Within.CONDITION;
                        case "do" -> Within.LOOP;
                        default -> Within.BRANCH;
                    });
        }
        if (!end.equals(closing)) {
            cursor.fail();
        }
    }

    private void loop(String opening) {
        cursor.at += opening.length();
        cursor.skipBlanks();
        if (cursor.looksAt("((")) {
            int end = expansions.arithmeticEnd(cursor.at + 2);
            if (end < 0) {
                cursor.fail();
                return;
            }
            expansions.arithmetic(cursor.at + 2, end);
            cursor.at = end + 2;
        } else {
            int from = cursor.at;
            String name = expansions.name();
            cursor.use(name, from, Access.ASSIGNED);
            reader.skipLines();
            if (reader.plainWord().equals("in")) {
                cursor.at += 2;
                words();
            }
        }
        cursor.skipBlanks();
        if (cursor.peek() == ';') {
            cursor.at++;
        }
        reader.skipLines();
        if (reader.plainWord().equals("do")) {
            cursor.at += 2;
            body("done", Set.of(), Within.LOOP);
        } else if (reader.plainWord().equals("{")) {
            cursor.at++;
            body("}", Set.of(), Within.LOOP);
        } else {
            cursor.fail();
        }
    }

    private void words() {
        cursor.skipBlanks();
        while (!cursor.ended() && "\n;&|)".indexOf(cursor.peek()) < 0) {
            int from = cursor.at;
            expansions.word();
            if (cursor.at == from) {
                cursor.fail();
            }
            cursor.skipBlanks();
        }
    }

    private void choice() {
        cursor.at += "case".length();
        cursor.skipBlanks();
        expansions.word();
        reader.skipLines();
        if (!reader.plainWord().equals("in")) {
            cursor.fail();
            return;
        }
        cursor.at += 2;
        reader.skipLines();
        while (!cursor.ended() && !reader.plainWord().equals("esac")) {
            pattern();
            String end = reader.inner(Within.BRANCH);
            if (end.equals("esac")) {
                return;
            }
            while (cursor.peek() == ';' || cursor.peek() == '&') {
                cursor.at++;
            }
            if (!end.isEmpty()) {
                cursor.fail();
            }
            reader.skipLines();
        }
        if (cursor.ended()) {
            cursor.fail();
        }
        cursor.at = Math.min(cursor.at + "esac".length(), cursor.text.length());
    }

    private void pattern() {
        if (cursor.peek() == '(') {
            cursor.at++;
        }
        while (!cursor.ended() && cursor.peek() != ')') {
            int from = cursor.at;
            expansions.word();
            cursor.skipBlanks();
            if (cursor.peek() == '|') {
                cursor.at++;
                cursor.skipBlanks();
            }
            if (cursor.at == from) {
                cursor.fail();
            }
        }
        cursor.at = Math.min(cursor.at + 1, cursor.text.length());
    }

    /** {@code [[ … ]]}: operators are words here. */
    private void condition() {
        cursor.at += 2;
        boolean asksWhetherSet = false;
        while (!cursor.ended()) {
            reader.skipLines();
            Word word = expansions.word();
            if (word.is("]]")) {
                return;
            }
            if (asksWhetherSet && word.literal().isPresent()) {
                cursor.use(word.literal().get(), word.start(), Access.DEFAULTED);
            }
            asksWhetherSet = word.is("-v");
            if (word.start() == word.end()) {
                cursor.at++;
            }
        }
        cursor.fail();
    }

    private void function() {
        cursor.at += "function".length();
        cursor.skipBlanks();
        String name = reader.plainWord();
        cursor.at += name.length();
        cursor.skipBlanks();
        if (cursor.looksAt("()")) {
            cursor.at += 2;
        }
        reader.define(name);
    }
}
