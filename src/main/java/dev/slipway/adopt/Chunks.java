package dev.slipway.adopt;

import dev.slipway.lint.shell.Script;
import dev.slipway.runbook.ShellScript;
import java.util.ArrayList;
import java.util.List;

/** A fence in the pieces that a reader sees: a comment with the commands below it, a command's output. */
final class Chunks {
    /** A fence of more lines is a program. */
    private static final int MOST_LINES = 300;

    private final String text;
    private final String commands;
    private final List<Chunk> found = new ArrayList<>();
    private ShellScript whole;

    /**
     * Whole lines of a fence.
     *
     * @param commands its text with prompts, placeholders and output blanked out or replaced, each character at its place
     */
    record Chunk(int from, int to, boolean output, String text, String commands, ShellScript script) {
        /** The comment that opens it, without its mark. */
        String title() {
            for (String line : commands.split("\n", -1)) {
                String said = line.strip();
                if (said.startsWith("#")) {
                    return said.replaceFirst("^#+\\s*", "").strip();
                }
                if (!said.isEmpty()) {
                    return "";
                }
            }
            return "";
        }

        String firstCommand() {
            return commands.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .findFirst()
                    .orElse("");
        }

        boolean onlyComments() {
            return firstCommand().isEmpty();
        }
    }

    private Chunks(String text, String commands) {
        this.text = text;
        this.commands = commands;
        this.whole = ShellScript.of(commands);
    }

    static List<Chunk> of(Script script) {
        String text = script.fence().body().text();
        Chunks chunks = new Chunks(text, Blanks.masked(script.text().text()));
        chunks.divide();
        return chunks.found;
    }

    private void divide() {
        boolean divisible = whole.understood() && text.lines().count() <= MOST_LINES;
        int start = 0;
        boolean output = false;
        boolean said = false;
        boolean blank = false;
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end + 1;
            boolean empty = text.substring(at, end).isBlank();
            boolean isOutput = !empty && commands.substring(at, end).isBlank();
            boolean comment = commands.substring(at, end).strip().startsWith("#");
            boolean turns = !empty && said && isOutput != output;
            boolean begins = !empty && said && !output && (comment ? code(start, at) || blank : blank);
            if ((turns || (begins && divisible)) && at > start && (isOutput || output || cuttable(at))) {
                add(start, at, output);
                start = at;
                said = false;
            }
            if (!empty) {
                output = isOutput;
                said = true;
            }
            blank = empty;
            at = end;
        }
        if (start < text.length() || found.isEmpty()) {
            add(start, text.length(), output);
        }
    }

    private boolean code(int from, int to) {
        return commands.substring(from, to)
                .lines()
                .anyMatch(line -> !line.isBlank() && !line.strip().startsWith("#"));
    }

    /** Nothing is open there: no quote, no here-document, no compound. */
    private boolean cuttable(int at) {
        ShellScript.Kind before = whole.kinds().get(at - 1);
        return before != ShellScript.Kind.HEREDOC
                && before != ShellScript.Kind.QUOTED
                && (at < 2 || commands.charAt(at - 2) != '\\')
                && whole.heredocs().stream().noneMatch(heredoc -> heredoc.start() < at && at <= heredoc.end())
                && ShellScript.of(commands.substring(0, at)).understood()
                && ShellScript.of(commands.substring(at)).understood();
    }

    private void add(int from, int to, boolean output) {
        String part = commands.substring(from, to);
        found.add(new Chunk(from, to, output, text.substring(from, to), part, ShellScript.of(part)));
    }
}
