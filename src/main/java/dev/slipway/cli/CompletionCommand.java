package dev.slipway.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "completion", description = "Prints a completion script: eval \"$(slipway completion bash)\"")
final class CompletionCommand implements Callable<Integer> {
    private final Around around;

    @Parameters(index = "0", paramLabel = "bash|zsh", description = "for which shell")
    String shell = "";

    CompletionCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if (!List.of("bash", "zsh").contains(shell)) {
            throw StoppedException.usage("there is no completion for '" + shell + "'", "Shells: bash, zsh.");
        }
        CommandLine root = new CommandLine(new Root()).setCommandName("slipway");
        for (CommandList command : CommandList.values()) {
            CommandLine line = new CommandLine(command.make(around));
            Usage.addHelp(line);
            root.addSubcommand(command.word(), line);
        }
        around.out().println(AutoComplete.bash("slipway", root));
        return ExitStatus.SUCCEEDED;
    }

    @Command(name = "slipway")
    private static final class Root {}
}
