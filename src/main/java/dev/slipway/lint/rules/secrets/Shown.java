package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript.Within;
import java.util.Optional;
import java.util.Set;

/** Where the output of a command goes. */
final class Shown {
    private static final Set<String> PASSING = Set.of(
            "cat", "less", "more", "sort", "tee", "head", "tail", "base64", "jq", "tr", "sed", "yq", "grep", "egrep",
            "column");

    private Shown() {}

    /** Nothing takes it before it reaches the terminal, and the record of the run. */
    static boolean onTerminal(Story story, Act act) {
        return onTerminal(act.script(), act.invocation());
    }

    private static boolean onTerminal(Optional<Script> script, Invocation invocation) {
        if (invocation.output().isPresent() || invocation.within(Within.SUBSTITUTION)) {
            return false;
        }
        if (!invocation.pipes()) {
            return true;
        }
        return script.flatMap(whole -> whole.after(invocation))
                .filter(next -> PASSING.contains(next.inner().tool()) && passes(next))
                .filter(next -> onTerminal(script, next))
                .isPresent();
    }

    private static boolean passes(Invocation next) {
        boolean silent = next.inner().has("-q", "-c", "-l", "--quiet", "--count");
        boolean search = next.inner().isOneOf("grep", "egrep");
        boolean names = next.inner().is("jq") && next.inner().tail().contains("keys");
        return !names
                && (search
                        ? !silent && SecretNames.isSpokenOf(next.inner().tail())
                        : !next.inner().is("sed") || !next.inner().tail().contains("="));
    }
}
