package dev.slipway.places.local;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells texts that for sure change nothing that a session carries on: simple commands of plain words, whole quotes and
 * variables, each of which is a program or a builtin that only prints, so that no function may stand in its place. For all
 * others the shell compares what it had with what it has, which costs as much again as starting it.
 */
final class Changeless {
    private static final String VARIABLE = "\\$(?:[A-Za-z_]\\w*+|\\{[A-Za-z_]\\w*+\\})";
    private static final String SINGLE = "'[^'\\n]*+'";
    private static final String DOUBLE = "\"(?:[^\"\\\\`$\\n]++|" + VARIABLE + ")*+\"";
    private static final String WORD = "(?:[A-Za-z0-9_./:=@%+,^-]++|" + VARIABLE + "|" + SINGLE + "|" + DOUBLE + ")++";
    /** Nothing but letters may say what is run: a variable or a quote might say {@code cd}. */
    private static final String PROGRAM = "(?<program>[A-Za-z0-9_./+-]++)(?=[ \\t;&|]|$)";

    private static final Pattern COMMAND = Pattern.compile(
            "[ \\t]*+" + PROGRAM + "(?:[ \\t]++" + WORD + ")*+[ \\t]*+(?<end>&&|\\|\\||\\||;|(?<=[ \\t])(?=#)|$)");

    /** What bash does by itself, or reads as its grammar, and is not known only to print. */
    private static final Set<String> BASH = Set.of(
            ".",
            "alias",
            "bg",
            "bind",
            "break",
            "builtin",
            "caller",
            "case",
            "cd",
            "command",
            "compgen",
            "complete",
            "compopt",
            "continue",
            "coproc",
            "declare",
            "dirs",
            "disown",
            "do",
            "done",
            "elif",
            "else",
            "enable",
            "esac",
            "eval",
            "exec",
            "exit",
            "export",
            "fc",
            "fg",
            "fi",
            "for",
            "function",
            "getopts",
            "hash",
            "help",
            "history",
            "if",
            "in",
            "jobs",
            "kill",
            "let",
            "local",
            "logout",
            "mapfile",
            "popd",
            "printf",
            "pushd",
            "read",
            "readarray",
            "readonly",
            "return",
            "select",
            "set",
            "shift",
            "shopt",
            "source",
            "suspend",
            "test",
            "then",
            "time",
            "times",
            "trap",
            "type",
            "typeset",
            "ulimit",
            "umask",
            "unalias",
            "unset",
            "until",
            "wait",
            "while");

    /** What a shell says of itself, and a fork of one says otherwise. */
    private static final Pattern OF_THE_SHELL = Pattern.compile("\\$\\{?(?:BASH|PPID|SHLVL|SECONDS|_(?!\\w))");

    private Changeless() {}

    /** Whether a text that changes nothing is also told nothing of the shell that runs it, which then may be a fork of another. */
    static boolean isSameInAFork(String text) {
        return text.indexOf('$') < 0 || !OF_THE_SHELL.matcher(text).find();
    }

    static boolean is(String text) {
        return text.lines().allMatch(Changeless::isLine);
    }

    private static boolean isLine(String line) {
        String rest = line.strip();
        boolean more = false;
        while (!rest.isEmpty() && !rest.startsWith("#")) {
            Matcher command = COMMAND.matcher(rest);
            if (!command.lookingAt() || BASH.contains(command.group("program"))) {
                return false;
            }
            more = command.group("end").startsWith("&") || command.group("end").startsWith("|");
            rest = rest.substring(command.end());
        }
        return !more;
    }
}
