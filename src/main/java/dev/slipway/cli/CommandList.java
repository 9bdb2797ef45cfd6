package dev.slipway.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** All commands with what each does, in the order in which people need them. Nothing is made until one is called. */
enum CommandList {
    PLAN("DOC [PROCEDURE]", "everything that would happen, with nothing touched", PlanCommand::new),
    RUN("DOC [PROCEDURE]", "run it", RunCommand::new),
    RESUME("RUN", "go on with a run that was stopped, paused or killed", ResumeCommand::new),
    ROLLBACK("RUN", "take it back, as the runbook says", RollbackCommand::new),
    ABORT("RUN", "end it where it is", AbortCommand::new),
    SIGN("RUN ITEM…", "answer questions of an open gate", SignCommand::new),
    RETRY("RUN [STEP]", "try a failed or doubtful step again", RetryCommand::new),
    SKIP("RUN [STEP]", "go on without it", SkipCommand::new),
    PAUSE("RUN", "pause it after the current step", PauseCommand::new),
    RUNS("", "all runs, and where they stand", RunsCommand::new),
    SHOW("RUN", "what a run has done, and what can be done next", ShowCommand::new),
    LOGS("RUN [STEP]", "what steps have written; -f follows", LogsCommand::new),
    PS("[--stop NAME]", "the processes that releases keep running", PsCommand::new),
    BACKUPS("[show|verify|…]", "the backups that runs have made", BackupsCommand::new),
    REPORT("RUN", "the record, as Markdown, HTML or JSON", ReportCommand::new),
    JOURNAL("verify [RUN]", "whether the record has been changed", JournalCommand::new),
    SECTIONS("DOC", "the names of sections, and who runs them", SectionsCommand::new),
    ADOPT("DOC", "a runbook of an ordinary document", AdoptCommand::new),
    LINT("FILE|DIR…", "what goes wrong when a document is followed", LintCommand::new),
    ACTIONS("[NAME]", "the actions of typed steps", ActionsCommand::new),
    SCHEMA("", "JSON Schema of front matter and typed steps", SchemaCommand::new),
    PROXY("run|show|…", "the traffic proxy: run, show, hand-over, stop", ProxyCommand::new),
    JUDGE("COUNTS", "play counts of two versions again: when to stop?", JudgeCommand::new),
    DOCTOR("", "what this machine lacks", DoctorCommand::new),
    DEMO("", "three releases of a small shop, while people visit it", DemoCommand::new),
    COMPLETION("bash|zsh", "a completion script", CompletionCommand::new);

    private final String words;
    private final String says;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor each: they hold nothing
    private final Function<Around, Callable<Integer>> maker;

    CommandList(String words, String says, Function<Around, Callable<Integer>> maker) {
        this.words = words;
        this.says = says;
        this.maker = maker;
    }

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    Callable<Integer> make(Around around) {
        return maker.apply(around);
    }

    static Optional<CommandList> called(String name) {
        return Arrays.stream(values())
                .filter(command -> command.word().equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(CommandList::word).toList();
    }

    static String help() {
        StringBuilder out = new StringBuilder("""
                Slipway runs the Markdown deployment runbook that a team already keeps
                as a durable, reversible, audited run.

                Usage: slipway COMMAND …

                """);
        for (CommandList command : values()) {
            out.append("  %-10s %-18s %s%n".formatted(command.word(), command.words, command.says));
        }
        return out.append("""

                RUN is a run's name, the beginning of it, or 'last'.
                Where runs, backups or processes are meant: --state DIR, where Slipway keeps its record.
                More: slipway COMMAND --help · slipway --version
                """).toString();
    }
}
