package dev.slipway.runbook;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A shell text as far as it can be read without running it. Offsets count from 0 within the text. What is not understood
 * (an unclosed quote, a construct left open) leaves {@code understood} false, and whoever asks says nothing.
 */
public record ShellScript(
        String text,
        List<Command> commands,
        List<Assignment> assignments,
        List<Use> uses,
        List<Heredoc> heredocs,
        Set<String> functions,
        List<Kind> kinds,
        int lastStart,
        boolean understood) {

    public ShellScript {
        commands = List.copyOf(commands);
        assignments = List.copyOf(assignments);
        uses = List.copyOf(uses);
        heredocs = List.copyOf(heredocs);
        functions = Set.copyOf(functions);
        kinds = List.copyOf(kinds);
    }

    /** What a character belongs to. */
    public enum Kind {
        CODE,
        COMMENT,
        QUOTED,
        HEREDOC
    }

    /**
     * @param literal the word without its quotes, where no expansion decides it
     * @param shown the same with its expansions as they are written: {@code backup_$DATE.sql}
     * @param bare an expansion in it stands in no quotes
     */
    public record Word(int start, int end, Optional<String> literal, String shown, boolean bare) {
        public boolean is(String text) {
            return literal.filter(text::equals).isPresent();
        }

        public boolean startsWith(String text) {
            return literal.filter(word -> word.startsWith(text)).isPresent();
        }
    }

    /** How a command is joined to its neighbour. */
    public enum Join {
        NONE,
        AND,
        OR,
        PIPE,
        BACKGROUND
    }

    /** What a command stands in. */
    public enum Within {
        CONDITION,
        BRANCH,
        LOOP,
        GROUP,
        FUNCTION,
        SUBSTITUTION
    }

    /** {@code heredoc} counts the here-documents of the text; -1 for another redirection. */
    public record Redirection(String descriptor, String operator, Word target, int heredoc) {
        public boolean writes() {
            return operator.startsWith(">") || operator.startsWith("&>");
        }
    }

    /** The body of a here-document. */
    public record Heredoc(int start, int end, boolean quoted) {}

    /** @param alone not only for the command behind it */
    public record Assignment(String name, Word value, int start, boolean alone, List<Within> within) {
        public Assignment {
            within = List.copyOf(within);
        }
    }

    /**
     * A simple command.
     *
     * @param prefix the names of variables assigned before its first word
     * @param within from the outermost in
     * @param fed its standard input comes from a pipe, a file or a here-document
     */
    public record Command(
            List<Word> words,
            List<String> prefix,
            List<Redirection> redirections,
            List<Within> within,
            boolean negated,
            boolean fed,
            Join before,
            Join after) {
        public Command {
            words = List.copyOf(words);
            prefix = List.copyOf(prefix);
            redirections = List.copyOf(redirections);
            within = List.copyOf(within);
        }

        Command fedFromAround() {
            return new Command(words, prefix, redirections, within, negated, true, before, after);
        }

        Command followedBy(Join join) {
            return new Command(words, prefix, redirections, within, negated, fed, before, join);
        }

        /** It stands in no group, branch, loop, function or substitution. */
        public boolean top() {
            return within.isEmpty();
        }

        public int start() {
            return words.getFirst().start();
        }

        public int end() {
            return words.getLast().end();
        }

        public Optional<String> name() {
            return words.getFirst().literal();
        }
    }

    /** A variable that is read or assigned. An assignment counts from where it has taken effect. */
    public record Use(String name, int offset, Access access) {}

    public enum Access {
        READ,
        /** Read where an unset variable is no mistake: {@code ${X:-…}}, {@code ${X+…}}, {@code [[ -v X ]]}. */
        DEFAULTED,
        ASSIGNED
    }

    public static ShellScript of(String text) {
        return ShellReader.read(text);
    }
}
