package dev.slipway.runbook;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Variables that no input or output may give by accident. {@code env} may declare most of them on purpose, but not
 * those that belong to the shell or to Slipway: their value would be lost, or would change how every step runs.
 */
public final class ReservedNames {

    /** {@code name} is the variable, or what it begins with when {@code prefix} says so; {@code reason} completes "because". */
    public record Reserved(String name, boolean prefix, Purpose purpose, String reason) {
        boolean covers(String variable) {
            return prefix ? variable.startsWith(name) : variable.equals(name);
        }

        /** {@code GIT_*} for a prefix. */
        public String shown() {
            return prefix ? name + "*" : name;
        }
    }

    /** Whether {@code env} may declare it. */
    public enum Purpose {
        ENV_MAY_DECLARE_IT,
        NEVER
    }

    private static final List<Reserved> ALL = List.of(
            never("SLIPWAY_", true, "Slipway tells steps about their run by it"),
            never("BASH", true, "bash keeps it for itself"),
            never("IFS", false, "the shell splits words by it"),
            never("PWD", false, "the shell keeps the working directory in it"),
            never("OLDPWD", false, "the shell keeps the last working directory in it"),
            never("SHELLOPTS", false, "the shell keeps its options in it"),
            never("SHLVL", false, "the shell counts its depth in it"),
            never("PPID", false, "the shell keeps its parent's number in it"),
            never("UID", false, "the shell keeps the user's number in it"),
            never("EUID", false, "the shell keeps the user's number in it"),
            never("GROUPS", false, "the shell keeps the user's groups in it"),
            never("FUNCNAME", false, "the shell keeps the running function in it"),
            never("LINENO", false, "the shell keeps the line number in it"),
            never("RANDOM", false, "the shell makes a number of it at each use"),
            never("SECONDS", false, "the shell counts time in it"),
            never("EPOCHSECONDS", false, "the shell tells time by it"),
            never("EPOCHREALTIME", false, "the shell tells time by it"),
            never("SRANDOM", false, "the shell makes a number of it at each use"),
            never("DIRSTACK", false, "the shell keeps its directories in it"),
            never("PIPESTATUS", false, "the shell keeps exit statuses in it"),
            never("OPTIND", false, "getopts counts in it"),
            never("OPTARG", false, "getopts keeps an argument in it"),
            never("OPTERR", false, "getopts is steered by it"),
            never("REPLY", false, "read and select put their answer into it"),
            never("PS4", false, "the shell expands it before each traced command"),
            never("PROMPT_COMMAND", false, "the shell runs it"),
            never("POSIXLY_CORRECT", false, "it changes how bash reads a step"),
            env("ENV", "shells run the file that it names"),
            env("PATH", "programs are found by it"),
            env("CDPATH", "cd looks for directories by it"),
            env("HOME", "programs find their configuration by it"),
            env("USER", "programs learn from it who runs them"),
            env("LOGNAME", "programs learn from it who runs them"),
            env("SHELL", "programs start a shell by it"),
            env("TERM", "programs learn from it what the terminal can show"),
            env("LANG", "it changes how programs write and sort"),
            env("LANGUAGE", "it changes the language of programs"),
            env("TZ", "it changes the time zone of programs"),
            env("TMPDIR", "programs put their temporary files there"),
            env("EDITOR", "programs start an editor by it"),
            env("VISUAL", "programs start an editor by it"),
            env("PAGER", "programs start a pager by it"),
            env("HISTFILE", "the shell writes there what was typed"),
            env("KUBECONFIG", "kubectl finds its clusters by it"),
            env("JAVA_HOME", "Java programs are started by it"),
            env("JAVA_TOOL_OPTIONS", "every Java program obeys it"),
            env("NODE_OPTIONS", "every Node program obeys it"),
            env("PYTHONPATH", "Python finds its modules by it"),
            env("PERL5LIB", "Perl finds its modules by it"),
            env("RUBYOPT", "every Ruby program obeys it"),
            env("HTTP_PROXY", "programs send their requests through it"),
            env("HTTPS_PROXY", "programs send their requests through it"),
            env("NO_PROXY", "programs pass by their proxy for it"),
            env("NO_COLOR", "programs leave colour out for it"),
            prefix("LC_", "it changes how programs write and sort"),
            prefix("LD_", "the loader obeys it in every program"),
            prefix("DYLD_", "the loader obeys it in every program"),
            prefix("GIT_", "git obeys it"),
            prefix("SSH_", "ssh obeys it"),
            prefix("DOCKER_", "docker obeys it"),
            prefix("COMPOSE_", "docker compose obeys it"),
            prefix("PG", "PostgreSQL's programs obey it"),
            prefix("XDG_", "programs find their directories by it"),
            prefix("SUDO_", "sudo sets it"));

    private ReservedNames() {}

    private static Reserved never(String name, boolean prefix, String reason) {
        return new Reserved(name, prefix, Purpose.NEVER, reason);
    }

    private static Reserved env(String name, String reason) {
        return new Reserved(name, false, Purpose.ENV_MAY_DECLARE_IT, reason);
    }

    private static Reserved prefix(String name, String reason) {
        return new Reserved(name, true, Purpose.ENV_MAY_DECLARE_IT, reason);
    }

    public static List<Reserved> all() {
        return ALL;
    }

    /** The reservation that covers a variable; names are compared as they are written, and variables are in capitals. */
    public static Optional<Reserved> covering(String variable) {
        return ALL.stream().filter(each -> each.covers(variable)).findFirst();
    }

    /** The variable that an input ({@code version}) gives to steps: {@code VERSION}. */
    public static String variableOf(String input) {
        return input.toUpperCase(Locale.ROOT);
    }

    /** The variable that an output of a step gives: {@code BACKUP_FILE}. */
    public static String variableOf(String step, String output) {
        return (step + "_" + output).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
