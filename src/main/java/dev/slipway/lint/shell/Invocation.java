package dev.slipway.lint.shell;

import dev.slipway.runbook.ShellScript.Command;
import dev.slipway.runbook.ShellScript.Join;
import dev.slipway.runbook.ShellScript.Within;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A simple command at its place in the document.
 *
 * @param calls from the outermost program to the innermost: {@code compose}, {@code psql}
 * @param script a word that is itself a shell text: {@code watch 'curl …'}
 * @param comment the comment above it, with nothing empty between, and the one behind it on its line
 * @param carrier the command in whose words it stands: {@code ssh} in {@code ssh host 'systemctl restart app'}
 */
public record Invocation(
        Command command,
        List<Call> calls,
        List<Redirect> redirects,
        String comment,
        Optional<Arg> script,
        Optional<Invocation> carrier,
        int from,
        int to) {
    public Invocation {
        calls = List.copyOf(calls);
        redirects = List.copyOf(redirects);
    }

    /** @param heredoc the body of a here-document, or empty */
    public record Redirect(String descriptor, String operator, Arg file, String heredoc) {
        public boolean writes() {
            return operator.startsWith(">") || operator.startsWith("&>");
        }

        /** It takes what goes to standard output. */
        public boolean takesOutput() {
            return writes() && !operator.equals(">&") && (descriptor.isEmpty() || descriptor.equals("1"));
        }

        public boolean isHeredoc() {
            return operator.equals("<<") || operator.equals("<<-");
        }

        public boolean feeds() {
            return operator.equals("<") && (descriptor.isEmpty() || descriptor.equals("0"));
        }
    }

    public Call outer() {
        return calls.getFirst();
    }

    /** The program that does the work. */
    public Call inner() {
        return calls.getLast();
    }

    public Optional<Call> call(String tool) {
        return calls.stream().filter(call -> call.is(tool)).findFirst();
    }

    public boolean has(String tool) {
        return call(tool).isPresent();
    }

    /** The file that its output goes to. */
    public Optional<Redirect> output() {
        return redirects.stream().filter(Redirect::takesOutput).findFirst();
    }

    public Optional<Redirect> input() {
        return redirects.stream().filter(Redirect::feeds).findFirst();
    }

    public Stream<String> heredocs() {
        return redirects.stream().filter(Redirect::isHeredoc).map(Redirect::heredoc);
    }

    public boolean within(Within what) {
        return command.within().contains(what)
                || carrier.filter(c -> c.within(what)).isPresent();
    }

    /** Its exit status is asked about, or thrown away: {@code if}, {@code ||}, {@code !}. */
    public boolean isExcused() {
        return command.negated() || command.after() == Join.OR || within(Within.CONDITION);
    }

    public boolean pipes() {
        return command.after() == Join.PIPE;
    }

    public boolean isPiped() {
        return command.before() == Join.PIPE;
    }

    public String says() {
        return String.join(
                " ", calls.stream().map(call -> call.tool() + " " + call.tail()).toList());
    }
}
