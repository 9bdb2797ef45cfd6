package dev.slipway.lint.rules.shell;

import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript.Access;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a script reads variables, and which of them nobody needs to set. */
final class Variables {
    private static final Set<String> USUAL = Set.of(
            "HOME",
            "USER",
            "LOGNAME",
            "PATH",
            "PWD",
            "OLDPWD",
            "SHELL",
            "TERM",
            "TMPDIR",
            "LANG",
            "HOSTNAME",
            "RANDOM",
            "SECONDS",
            "LINENO",
            "UID",
            "EUID",
            "PPID",
            "IFS",
            "OPTARG",
            "OPTIND",
            "REPLY",
            "PIPESTATUS",
            "FUNCNAME",
            "COLUMNS",
            "LINES",
            "EDITOR",
            "PAGER",
            "DISPLAY",
            "CI",
            "KUBECONFIG",
            "MAIL",
            "EPOCHSECONDS");
    private static final Pattern FAMILIES = Pattern.compile(
            "(BASH|LC_|SSH_|XDG_|GITHUB_|SLIPWAY_|SUDO_|AWS_|GOOGLE_|NODE_|JAVA_).*|[0-9@*#?!$_-]+|[a-z]");
    private static final Pattern ALONE = Pattern.compile("\\$\\{?([A-Za-z_]\\w*)}?.*", Pattern.DOTALL);

    private static final Pattern READ = Pattern.compile("\\$(?:\\{([A-Za-z_]\\w*)}|([A-Za-z_]\\w*))");

    private Variables() {}

    static boolean isUsual(String name) {
        return USUAL.contains(name) || FAMILIES.matcher(name).matches();
    }

    /** The document is a runbook of Slipway, whose variables and exit statuses are checked before anything starts. */
    static boolean areChecked(Story story) {
        return story.text().startsWith("---\n") && story.text().contains("\nslipway:");
    }

    /** The variable that a word begins with. */
    static Optional<String> leading(Arg word) {
        Matcher alone = ALONE.matcher(word.text());
        return !word.known() && alone.matches() ? Optional.of(alone.group(1)) : Optional.empty();
    }

    /** The variables that a word reads where an empty value would go unseen. */
    static Stream<String> read(Arg word) {
        return word.known()
                ? Stream.empty()
                : READ.matcher(word.text())
                        .results()
                        .map(read -> read.group(1) == null ? read.group(2) : read.group(1));
    }

    /** It gets a value in the same text before that place. */
    static boolean isSetHere(Script script, String name, int before) {
        return script.whole().uses().stream()
                        .anyMatch(use -> use.access() == Access.ASSIGNED
                                && use.name().equals(name)
                                && script.place(Math.min(
                                                use.offset(),
                                                script.text().text().length()))
                                        <= before)
                || script.assignments().stream().anyMatch(each -> each.name().equals(name) && each.from() <= before);
    }

    /** The shell stops at a variable that is not set, or at a failure in a pipe. */
    static boolean isStrict(Story story, Act act, String option) {
        return areChecked(story)
                || act.script()
                        .filter(script -> script.invocations().stream()
                                .anyMatch(each -> each.from() < act.from() && sets(each, option)))
                        .isPresent();
    }

    private static boolean sets(Invocation each, String option) {
        boolean letter = option.equals("nounset")
                && each.outer().options().stream().anyMatch(flag -> flag.name().equals("-u"));
        return each.outer().is("set") && (letter || each.outer().tail().contains(option));
    }
}
