package dev.slipway.runbook;

import dev.slipway.runbook.ShellScript.Command;
import dev.slipway.runbook.ShellScript.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command that is really run: {@code psql} in {@code sudo -u postgres psql} and in {@code docker exec db psql}.
 *
 * @param words its words; one that an expansion decides is the empty text
 * @param timed it stands behind {@code timeout}
 */
record CommandLine(Command command, List<String> words, List<Word> spans, boolean timed) {

    private static final Map<String, Set<String>> WRAPPERS = Map.of(
            "sudo",
                    Set.of(
                            "-u", "-g", "-h", "-p", "-C", "-D", "-R", "-T", "-U", "-r", "-t", "--user", "--group",
                            "--chdir"),
            "doas", Set.of("-u", "-C"),
            "env", Set.of("-u", "-C", "-S", "--unset", "--chdir"),
            "nohup", Set.of(),
            "setsid", Set.of(),
            "nice", Set.of("-n", "--adjustment"),
            "ionice", Set.of("-c", "-n", "-p"),
            "stdbuf", Set.of("-o", "-e", "-i"),
            "exec", Set.of("-a"),
            "timeout", Set.of("-s", "-k", "--signal", "--kill-after"));

    private static final Set<String> CONTAINERS = Set.of("docker", "podman", "nerdctl");
    private static final Set<String> GLOBAL_WITH_VALUE = Set.of(
            "-f",
            "--file",
            "-p",
            "--project-name",
            "--profile",
            "--env-file",
            "--project-directory",
            "--context",
            "-H",
            "--host",
            "-n",
            "--namespace",
            "--kubeconfig",
            "--cluster",
            "--user",
            "-c",
            "--container");
    private static final Set<String> EXEC_WITH_VALUE =
            Set.of("-e", "--env", "--env-file", "-u", "--user", "-w", "--workdir", "--detach-keys", "--index");

    /** Wrappers around wrappers; people write two. */
    private static final int MOST_WRAPPERS = 8;

    static CommandLine of(Command command) {
        CommandLine line = asWritten(command);
        for (int i = 0; i < MOST_WRAPPERS; i++) {
            line = line.unwrapped();
        }
        return line;
    }

    /** As {@link #of}, but no further than docker, kubectl and their kin. */
    static CommandLine ofOutermostTool(Command command) {
        CommandLine line = asWritten(command);
        for (int i = 0; i < MOST_WRAPPERS && !line.isContainerTool() && !line.isClusterTool(); i++) {
            line = line.unwrapped();
        }
        return line;
    }

    private static CommandLine asWritten(Command command) {
        List<String> words = new ArrayList<>();
        command.words().forEach(word -> words.add(word.literal().orElse("")));
        return new CommandLine(command, words, command.words(), false);
    }

    /** Without its directory: {@code psql} for {@code /usr/bin/psql}. */
    String name() {
        String first = words.getFirst();
        return first.substring(first.lastIndexOf('/') + 1);
    }

    List<String> arguments() {
        return words.subList(1, words.size());
    }

    boolean hasAny(String... options) {
        for (String option : options) {
            if (arguments().contains(option) || arguments().stream().anyMatch(word -> word.startsWith(option + "="))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a short option stands alone or in a cluster: {@code -f} in {@code -fn100}. */
    boolean hasShort(char option) {
        return arguments().stream().anyMatch(word -> word.matches("-[A-Za-z0-9]*") && word.indexOf(option) > 0);
    }

    /** The index of the first word from here that is neither an option nor an option's value; the size if there is none. */
    int operand(int from, Set<String> withValue) {
        int i = from;
        while (i < words.size() && words.get(i).startsWith("-") && words.get(i).length() > 1) {
            if (words.get(i).equals("--")) {
                return Math.min(i + 1, words.size());
            }
            i += withValue.contains(words.get(i)) ? 2 : 1;
        }
        return Math.min(i, words.size());
    }

    /** The subcommand of docker, kubectl and their kin, with {@code compose} and {@code container} passed over. */
    int subcommand() {
        int at = operand(1, GLOBAL_WITH_VALUE);
        while (at < words.size()
                && (words.get(at).equals("compose") || words.get(at).equals("container"))) {
            at = operand(at + 1, GLOBAL_WITH_VALUE);
        }
        return at;
    }

    String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    boolean isContainerTool() {
        return CONTAINERS.contains(name()) || name().equals("docker-compose") || name().equals("podman-compose");
    }

    boolean isClusterTool() {
        return name().equals("kubectl") || name().equals("oc") || name().equals("k3s");
    }

    private CommandLine unwrapped() {
        if (isContainerTool() && word(subcommand()).equals("exec")) {
            return from(operand(subcommand() + 1, EXEC_WITH_VALUE) + 1, timed);
        }
        if (isClusterTool() && word(subcommand()).equals("exec") && words.contains("--")) {
            return from(words.indexOf("--") + 1, timed);
        }
        if (name().equals("command") && !word(1).startsWith("-")) {
            return from(1, timed);
        }
        Set<String> withValue = WRAPPERS.get(name());
        if (withValue == null) {
            return this;
        }
        int first = operand(1, withValue);
        if (name().equals("timeout")) {
            return from(first + 1, true);
        }
        while (first < words.size() && words.get(first).matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
            first++;
        }
        return from(first, timed);
    }

    private CommandLine from(int index, boolean inTime) {
        return index >= words.size()
                ? this
                : new CommandLine(
                        command, words.subList(index, words.size()), spans.subList(index, spans.size()), inTime);
    }
}
