package dev.slipway.runbook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Where the reading of a shell text stands, and what it has found so far. */
final class ShellCursor {
    /** Substitutions and compounds within one another; people write three or four. */
    static final int DEEPEST = 60;

    final String text;
    final ShellScript.Kind[] kinds;
    final List<ShellScript.Use> uses = new ArrayList<>();
    int at;
    int depth;
    int announced;
    final List<ShellScript.Heredoc> heredocs = new ArrayList<>();
    boolean inBackticks;
    boolean understood = true;
    private final Deque<Heredoc> awaited = new ArrayDeque<>();

    /** A here-document whose body begins on the next line. */
    record Heredoc(String delimiter, boolean stripsTabs, boolean quoted) {}

    ShellCursor(String text) {
        this.text = text;
        this.kinds = new ShellScript.Kind[text.length()];
        Arrays.fill(kinds, ShellScript.Kind.CODE);
    }

    boolean ended() {
        return at >= text.length();
    }

    char peek() {
        return ended() ? '\0' : text.charAt(at);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    boolean looksAt(String what) {
        return text.startsWith(what, at);
    }

    /** Ends the reading: nothing is guessed about the rest. */
    void fail() {
        understood = false;
        at = text.length();
    }

    boolean enter() {
        if (++depth > DEEPEST) {
            fail();
            return false;
        }
        return true;
    }

    void leave() {
        depth--;
    }

    void mark(int from, int to, ShellScript.Kind kind) {
        Arrays.fill(kinds, from, Math.min(to, kinds.length), kind);
    }

    void use(String name, int offset, ShellScript.Access access) {
        uses.add(new ShellScript.Use(name, offset, access));
    }

    void await(Heredoc heredoc) {
        announced++;
        awaited.add(heredoc);
    }

    /** Spaces, escaped line ends and comments. */
    void skipBlanks() {
        while (!ended()) {
            if (peek() == ' ' || peek() == '\t') {
                at++;
            } else if (peek() == '\\' && peek(1) == '\n') {
                at += 2;
            } else if (peek() == '#') {
                comment();
            } else {
                return;
            }
        }
    }

    private void comment() {
        int from = at;
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
        mark(from, at, ShellScript.Kind.COMMENT);
    }

    /** At a line end: the bodies of here-documents follow it. */
    void lineEnd(ShellExpansions expansions) {
        at++;
        while (!awaited.isEmpty() && !ended()) {
            body(awaited.remove(), expansions);
        }
    }

    private void body(Heredoc heredoc, ShellExpansions expansions) {
        int from = at;
        int bodyEnd = text.length();
        int next = text.length();
        for (int start = at; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            String line = text.substring(start, end);
            if ((heredoc.stripsTabs() ? line.replaceFirst("^\t+", "") : line).equals(heredoc.delimiter())) {
                bodyEnd = start;
                next = Math.min(end + 1, text.length());
                break;
            }
            start = end + 1;
        }
        mark(from, next, ShellScript.Kind.HEREDOC);
        heredocs.add(new ShellScript.Heredoc(from, bodyEnd, heredoc.quoted()));
        if (!heredoc.quoted()) {
            expansions.within(bodyEnd);
        }
        at = next;
    }
}
