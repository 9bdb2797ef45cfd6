package dev.slipway.runbook;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A shell text as far as it can be read without running it. Offsets count from 0 within the text. What is not understood
 * (an unclosed quote, a construct left open) leaves {@code understood} false, and whoever asks says nothing.
 */
record ShellScript(
        String text,
        List<Command> commands,
        List<Use> uses,
        Set<String> functions,
        List<Kind> kinds,
        int lastStart,
        boolean understood) {

    /** What a character belongs to. */
    enum Kind {
        CODE,
        COMMENT,
        QUOTED,
        HEREDOC
    }

    /** {@code literal} is the word without its quotes, where no expansion decides it. */
    record Word(int start, int end, Optional<String> literal) {
        boolean is(String text) {
            return literal.filter(text::equals).isPresent();
        }

        boolean startsWith(String text) {
            return literal.filter(word -> word.startsWith(text)).isPresent();
        }
    }

    /** How a command is joined to its neighbour. */
    enum Join {
        NONE,
        AND,
        OR,
        PIPE,
        BACKGROUND
    }

    /**
     * A simple command.
     *
     * @param top it stands in no group, branch, loop, function or substitution
     * @param fed its standard input comes from a pipe, a file or a here-document
     * @param prefix the names of variables assigned before its first word
     */
    record Command(List<Word> words, List<String> prefix, boolean top, boolean fed, Join before, Join after) {
        Command {
            words = List.copyOf(words);
            prefix = List.copyOf(prefix);
        }

        Command fedFromAround() {
            return new Command(words, prefix, top, true, before, after);
        }

        Command followedBy(Join join) {
            return new Command(words, prefix, top, fed, before, join);
        }

        int start() {
            return words.getFirst().start();
        }

        int end() {
            return words.getLast().end();
        }

        Optional<String> name() {
            return words.getFirst().literal();
        }
    }

    /** A variable that is read or assigned. An assignment counts from where it has taken effect. */
    record Use(String name, int offset, Access access) {}

    enum Access {
        READ,
        /** Read where an unset variable is no mistake: {@code ${X:-…}}, {@code ${X+…}}, {@code [[ -v X ]]}. */
        DEFAULTED,
        ASSIGNED
    }

    static ShellScript of(String text) {
        return ShellReader.read(text);
    }
}
