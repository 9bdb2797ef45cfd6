package dev.slipway.runbook;

import dev.slipway.runbook.ShellScript.Command;
import dev.slipway.runbook.ShellScript.Join;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Commands that wait for a person, or that never end. A step has no terminal, and nothing on its standard input. */
final class WaitingCommands {
    private static final int LONGEST_PIPE = 20;
    private static final String NO_TERMINAL = "A step has no terminal. ";
    private static final String BOUNDED =
            "Wait with check.command, check.http or wait.for, which have a deadline; or put 'timeout' before it.";
    private static final Set<String> EDITORS =
            Set.of("vi", "vim", "nvim", "nano", "pico", "emacs", "joe", "micro", "mcedit", "visudo", "vipw");
    private static final Set<String> SCREENS =
            Set.of("htop", "atop", "btop", "iotop", "iftop", "nmon", "glances", "k9s", "ctop", "lazydocker", "tmux");
    private static final Set<String> SSH_WITH_VALUE = Set.of(
            "-B", "-b", "-c", "-D", "-E", "-e", "-F", "-I", "-i", "-J", "-L", "-l", "-m", "-O", "-o", "-p", "-Q", "-R",
            "-S", "-W", "-w");

    private WaitingCommands() {}

    static List<Refusal> in(ShellScript script) {
        List<Refusal> refusals = new ArrayList<>();
        List<Command> commands = script.commands();
        for (int i = 0; i < commands.size(); i++) {
            CommandLine line = CommandLine.of(commands.get(i));
            Optional<Refusal> refusal = terminal(commands.get(i)).or(() -> waits(line));
            if (refusal.isEmpty()) {
                refusal = endless(line);
                if (refusal.isPresent() && endsAnyway(commands, i, line)) {
                    continue;
                }
            }
            refusal.ifPresent(refusals::add);
        }
        return refusals;
    }

    /** In the background, under {@code timeout}, or before a command of the pipe that stops reading. */
    private static boolean endsAnyway(List<Command> commands, int index, CommandLine line) {
        if (line.timed()) {
            return true;
        }
        for (int i = index; i < Math.min(commands.size(), index + LONGEST_PIPE); i++) {
            Command command = commands.get(i);
            if (command.after() == Join.BACKGROUND || (i > index && stopsReading(CommandLine.of(command)))) {
                return true;
            }
            if (command.after() != Join.PIPE) {
                return false;
            }
        }
        return false;
    }

    private static boolean stopsReading(CommandLine line) {
        return switch (line.name()) {
            case "head" -> true;
            case "grep", "egrep", "rg" ->
                line.hasShort('q') || line.hasShort('m') || line.hasAny("--quiet", "--max-count");
            case "sed" -> line.arguments().stream().anyMatch(word -> word.endsWith("q") || word.contains("q;"));
            case "awk" -> line.arguments().stream().anyMatch(word -> word.contains("exit"));
            default -> line.timed();
        };
    }

    /** Looked for in the command as it is written: {@code docker exec -it app sh}. */
    private static Optional<Refusal> terminal(Command command) {
        CommandLine line = CommandLine.ofOutermostTool(command);
        int sub = line.subcommand();
        boolean runs = Set.of("exec", "run", "debug").contains(line.word(sub));
        if (!runs || !(line.isContainerTool() || line.isClusterTool())) {
            return Optional.empty();
        }
        List<String> options = leadingOptions(line, sub + 1);
        boolean detached = options.stream().anyMatch(word -> word.equals("--detach") || cluster(word, 'd'));
        boolean input = options.stream()
                .anyMatch(word -> word.equals("--interactive") || word.equals("--stdin") || cluster(word, 'i'));
        boolean tty = options.stream().anyMatch(word -> word.equals("--tty") || cluster(word, 't'));
        return input && tty && !detached
                ? Optional.of(Refusal.of(
                        line,
                        "'-it' asks for a terminal",
                        NO_TERMINAL + "Write '" + line.name() + " " + line.word(sub)
                                + "' without -t, and let the command behind it end by itself."))
                : Optional.empty();
    }

    private static boolean cluster(String word, char option) {
        return word.matches("-[A-Za-z]{1,4}") && word.indexOf(option) > 0;
    }

    /** Options of the tool itself: what follows two plain words in a row is the command within the container. */
    private static List<String> leadingOptions(CommandLine line, int from) {
        List<String> options = new ArrayList<>();
        boolean plainBefore = false;
        for (int i = from; i < line.words().size() && !line.word(i).equals("--"); i++) {
            boolean plain = !line.word(i).startsWith("-");
            if (plain && plainBefore) {
                break;
            }
            plainBefore = plain;
            if (!plain) {
                options.add(line.word(i));
            }
        }
        return options;
    }

    private static Optional<Refusal> waits(CommandLine line) {
        boolean fed = line.command().fed();
        String name = line.name();
        if (EDITORS.contains(name) && !fed && !isBatchEditor(line)) {
            return waits(
                    line,
                    "'" + name + "' waits for a person at a terminal",
                    "Change the file by a command, or make it a question: `- [ ] …`.");
        }
        return switch (name) {
            case "crontab" ->
                line.hasAny("-e") ? waits(line, "'crontab -e' opens an editor", "Use 'crontab FILE'.") : none();
            case "kubectl", "oc" ->
                line.word(line.subcommand()).equals("edit")
                        ? waits(line, "'" + name + " edit' opens an editor", "Use 'apply', 'patch' or 'set'.")
                        : none();
            case "systemctl" ->
                line.word(line.operand(1, Set.of())).equals("edit") && !line.hasAny("--stdin")
                        ? waits(line, "'systemctl edit' opens an editor", "Install a drop-in file.")
                        : none();
            case "ssh" -> ssh(line, fed);
            case "su" ->
                fed || line.hasShort('c') || line.hasAny("--command", "--session-command")
                        ? none()
                        : waits(
                                line,
                                "'su' without -c opens a shell",
                                "Write su -c 'command' USER, or sudo -u USER command.");
            case "sudo" ->
                !fed
                                && (line.hasShort('i') || line.hasShort('s'))
                                && line.operand(1, Set.of("-u", "-g"))
                                        >= line.words().size()
                        ? waits(line, "'sudo' without a command opens a shell", "Write the command behind it.")
                        : none();
            case "psql", "mysql", "mariadb" -> database(line, fed);
            case "bash", "sh", "zsh", "python", "python3", "node", "irb", "sqlite3" ->
                interpreter(line, fed).or(() -> application(line, fed));
            case "read" ->
                !fed && line.hasShort('p')
                        ? waits(line, "'read -p' waits for a person", "Make it an input or a question: `- [ ] …`.")
                        : none();
            default -> application(line, fed);
        };
    }

    private static boolean isBatchEditor(CommandLine line) {
        return line.arguments().stream()
                .anyMatch(word -> word.startsWith("-es")
                        || word.startsWith("-Es")
                        || word.equals("-s")
                        || word.equals("-batch")
                        || word.equals("--batch")
                        || word.contains("wq")
                        || (word.equals("-c") && line.name().equals("visudo"))
                        || word.equals("--version"));
    }

    private static Optional<Refusal> ssh(CommandLine line, boolean fed) {
        int host = line.operand(1, SSH_WITH_VALUE);
        boolean command = host + 1 < line.words().size()
                && line.operand(host + 1, SSH_WITH_VALUE) < line.words().size();
        boolean other = line.hasShort('N') || line.hasAny("-O", "-Q", "-V", "-G", "-W") || line.hasShort('f');
        return fed || command || other || host >= line.words().size()
                ? none()
                : waits(
                        line,
                        "'ssh' without a command opens a session",
                        "Commands below it would run here, not there. Write them behind the host, or put "
                                + "<!-- slipway: step on=PLACE --> before the fence.");
    }

    private static Optional<Refusal> database(CommandLine line, boolean fed) {
        boolean postgres = line.name().equals("psql");
        boolean told = postgres
                ? line.arguments().stream().anyMatch(WaitingCommands::tellsPsql)
                : line.arguments().stream().anyMatch(word -> word.matches("-[BNEHXnrstv]*[eV?].*"));
        boolean longOption = line.hasAny("--command", "--file", "--list", "--execute", "--version", "--help", "-e");
        return fed || told || longOption
                ? none()
                : waits(
                        line,
                        "'" + line.name() + "' without a command waits for a person",
                        postgres
                                ? "Write psql -c '…' or -f FILE, or give it its input."
                                : "Write -e '…', or give it its input.");
    }

    /** {@code -c}, {@code -f}, {@code -l}, alone, with their value, or behind flags: {@code -Atc}, {@code -qf}. */
    private static boolean tellsPsql(String word) {
        return word.matches("-[AabeEHnqsStwWxXz0-9]*[cflV?].*");
    }

    private static Optional<Refusal> interpreter(CommandLine line, boolean fed) {
        boolean alone = line.arguments().stream().allMatch(word -> word.matches("-[liu]+"))
                && !line.name().equals("sqlite3");
        boolean database = line.name().equals("sqlite3")
                && line.words().size() == line.operand(1, Set.of("-cmd", "-init", "-separator")) + 1
                && !line.hasAny("-version", "--version", "-help");
        return !fed && (alone || database)
                ? waits(
                        line,
                        "'" + line.name() + "' without a script waits for a person",
                        "Give it a file, a command or its input.")
                : none();
    }

    private static Optional<Refusal> application(CommandLine line, boolean fed) {
        String subject = line.arguments().contains("dbshell")
                ? "dbshell"
                : line.arguments().contains("shell") && line.words().stream().anyMatch(w -> w.endsWith("manage.py"))
                        ? "shell"
                        : "";
        boolean rails = (line.name().equals("rails") || line.word(1).endsWith("rails"))
                && (line.arguments().contains("console") || line.arguments().contains("dbconsole"));
        if (fed || line.hasAny("-c", "--command", "--") || (subject.isEmpty() && !rails)) {
            return none();
        }
        return waits(
                line,
                "'" + (rails ? "rails console" : subject) + "' waits for a person at a terminal",
                "Run a script, or give it its commands.");
    }

    private static Optional<Refusal> endless(CommandLine line) {
        String name = line.name();
        if (SCREENS.contains(name) && !name.equals("tmux") && !line.hasShort('b') && !line.hasAny("--version")) {
            return never(
                    line,
                    "'" + name + "' shows a screen and never ends",
                    "Print what is needed once: ps, df, docker stats --no-stream.");
        }
        return switch (name) {
            case "watch" -> never(line, "'watch' never ends", BOUNDED);
            case "top" ->
                (line.hasShort('b') && line.hasShort('n'))
                                || line.hasShort('l')
                                || line.hasShort('v')
                                || line.hasShort('h')
                        ? none()
                        : never(line, "'top' shows a screen and never ends", "Write top -b -n 1, or ps.");
            case "tail" ->
                line.hasShort('f') || line.hasShort('F') || line.hasAny("--follow")
                        ? never(line, "'tail -f' never ends", "Drop -f. " + BOUNDED)
                        : none();
            case "journalctl", "stern" ->
                (name.equals("stern") && !line.hasAny("--no-follow")) || line.hasShort('f') || line.hasAny("--follow")
                        ? never(line, "'" + name + "' that follows never ends", "Let it print once. " + BOUNDED)
                        : none();
            case "dmesg" ->
                line.hasShort('w') || line.hasAny("--follow")
                        ? never(line, "'dmesg -w' never ends", "Drop -w.")
                        : none();
            case "ping" ->
                line.hasShort('c') || line.hasShort('w')
                        ? none()
                        : never(line, "'ping' without -c never ends", "Write ping -c 3 HOST.");
            default -> line.isContainerTool() || line.isClusterTool() ? containers(line) : none();
        };
    }

    private static Optional<Refusal> containers(CommandLine line) {
        int at = line.subcommand();
        String sub = line.word(at);
        List<String> after = at < line.words().size()
                ? line.words().subList(at + 1, line.words().size())
                : List.of();
        boolean follows = after.stream()
                .anyMatch(word -> word.equals("--follow")
                        || word.equals("--follow=true")
                        || word.matches("-[A-Za-z]{0,3}f[A-Za-z0-9]{0,4}"));
        boolean watches =
                after.stream().anyMatch(word -> word.equals("-w") || word.equals("--watch") || word.equals("-Aw"));
        return switch (sub) {
            case "logs" ->
                follows ? never(line, "'logs -f' never ends", "Drop -f, or write --tail=100. " + BOUNDED) : none();
            case "stats" ->
                line.isContainerTool() && !after.contains("--no-stream") && !after.contains("--no-stream=true")
                        ? never(line, "'" + line.name() + " stats' never ends without --no-stream", "Add --no-stream.")
                        : none();
            case "attach" -> never(line, "'attach' waits for a person at a terminal", "Use 'logs' or 'exec'.");
            case "port-forward", "proxy" ->
                line.isClusterTool()
                        ? never(
                                line,
                                "'" + sub + "' never ends",
                                "Put it into the background with &, and stop it in the same step.")
                        : none();
            case "get" ->
                line.isClusterTool() && watches
                        ? never(
                                line,
                                "'get -w' never ends",
                                "Use 'wait --for=… --timeout=…' or 'rollout status --timeout=…'.")
                        : none();
            default -> none();
        };
    }

    private static Optional<Refusal> waits(CommandLine line, String says, String help) {
        return Optional.of(Refusal.of(line, says, NO_TERMINAL + help));
    }

    private static Optional<Refusal> never(CommandLine line, String says, String help) {
        return Optional.of(Refusal.of(line, says, help));
    }

    private static Optional<Refusal> none() {
        return Optional.empty();
    }
}
