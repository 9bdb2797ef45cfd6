package dev.slipway.cli;

import dev.slipway.base.Nearest;
import dev.slipway.engine.BugLog;
import dev.slipway.engine.StateFolder;
import dev.slipway.hands.JournalFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** The command line. A command is made only when it is the one that was typed, so that the others cost nothing. */
public final class Cli {
    private final Around around;

    public Cli(Around around) {
        this.around = around;
    }

    public int run(List<String> words) {
        try {
            return answer(stateLast(words));
        } catch (StoppedException stopped) {
            return stopped(stopped);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError bug) {
            return bug(bug);
        }
    }

    private int answer(List<String> words) {
        if (words.isEmpty() || List.of("--help", "-h").contains(words.getFirst())) {
            around.out().print(CommandList.help());
            return ExitStatus.SUCCEEDED;
        }
        String name = words.getFirst();
        List<String> rest = words.subList(1, words.size());
        if (name.equals("help")) {
            return rest.isEmpty() ? answer(List.of("--help")) : answer(List.of(rest.getFirst(), "--help"));
        }
        Optional<ProxyCommand> proxy = name.equals("proxy") ? PlainProxy.of(around, rest) : Optional.empty();
        if (proxy.isPresent()) {
            return serve(proxy.get());
        }
        Optional<CommandList> entry = CommandList.called(name);
        if (entry.isEmpty()) {
            String what = name.startsWith("-") ? "no option" : "no command";
            String nearest = Nearest.didYouMean(name, CommandList.names());
            throw StoppedException.usage(
                    what + " is called '" + name + "'", (nearest + " All commands: slipway --help").strip());
        }
        return execute(entry.get(), rest);
    }

    private static int serve(ProxyCommand proxy) {
        try {
            return proxy.call();
        } catch (InterruptedException _) {
            return ExitStatus.INTERRUPTED;
        }
    }

    private int execute(CommandList entry, List<String> rest) {
        CommandLine line = new CommandLine(entry.make(around))
                .setCommandName("slipway " + entry.word())
                .setOut(new PrintWriter(around.out(), true, around.out().charset()))
                .setErr(new PrintWriter(around.err(), true, around.err().charset()))
                .setUsageHelpWidth(80)
                .setUsageHelpAutoWidth(false)
                .setCaseInsensitiveEnumValuesAllowed(true);
        Usage.addHelp(line);
        line.setParameterExceptionHandler((e, _) -> stopped(Usage.stopped(e)));
        line.setExecutionExceptionHandler((e, _, _) -> switch (e) {
            case StoppedException stopped -> stopped(stopped);
            case InterruptedException _ -> ExitStatus.INTERRUPTED;
            case JournalFailure failure -> unkept(failure);
            default -> bug(e);
        });
        return line.execute(rest.toArray(String[]::new));
    }

    /** {@code slipway --state DIR show} is {@code slipway show --state DIR}. */
    private static List<String> stateLast(List<String> words) {
        if (words.size() > 2 && words.getFirst().equals("--state")) {
            List<String> turned = new ArrayList<>(words.subList(2, words.size()));
            turned.addAll(1, words.subList(0, 2));
            return turned;
        }
        if (words.size() > 1 && words.getFirst().startsWith("--state=")) {
            List<String> turned = new ArrayList<>(words.subList(1, words.size()));
            turned.add(1, words.getFirst());
            return turned;
        }
        return words;
    }

    private int stopped(StoppedException stopped) {
        around.out().flush();
        if (!stopped.says().isEmpty()) {
            around.err().print(around.whereabouts().spoken(stopped.text()));
        }
        return stopped.exit();
    }

    /** The disk, the rights, or another process: the journal says what it is and what to do. */
    private int unkept(JournalFailure failure) {
        around.out().flush();
        around.err().println("slipway: " + failure.getMessage());
        return ExitStatus.FAILED;
    }

    /** A mistake of ours: nobody has to read a stack trace, and nobody has to do without it. */
    private int bug(Throwable bug) {
        Throwable cause = bug;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String says = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        around.out().flush();
        around.err()
                .println("slipway: this went wrong inside Slipway: "
                        + says.lines().findFirst().orElse(""));
        around.err().println("   A run is kept as it is, and 'slipway resume' goes on with it. " + kept(bug));
        return ExitStatus.FAILED;
    }

    private String kept(Throwable bug) {
        try {
            Optional<Path> folder = around.whereabouts().state().filter(Files::isDirectory);
            BugLog log = folder.isPresent()
                    ? StateFolder.bugs(folder.get())
                    : new BugLog(Files.createTempFile("slipway", ".log"));
            return log.keep(around.clock().instant(), bug)
                    .map(file -> "Details: " + file)
                    .orElse("Details could not be written to " + log.file() + ".");
        } catch (IOException _) {
            return "Details could not be written to the temporary directory.";
        }
    }
}
