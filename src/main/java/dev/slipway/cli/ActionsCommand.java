package dev.slipway.cli;

import dev.slipway.base.Nearest;
import dev.slipway.hands.Action;
import dev.slipway.hands.ActionList;
import dev.slipway.plan.Reference;
import dev.slipway.report.Table;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "actions", description = "Lists the actions of typed steps, or describes one.")
final class ActionsCommand implements Callable<Integer> {
    private final Around around;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "such as check.http")
    @Nullable String name;

    ActionsCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        ActionList actions = around.office().actions();
        String asked = name;
        if (asked == null) {
            List<List<String>> rows = actions.actions().stream()
                    .map(action -> List.of(action.name(), action.summary()))
                    .toList();
            Table.lines(rows, around.terminal().columns()).forEach(around.out()::println);
            around.out().println("\nMore of one: slipway actions NAME");
            return ExitStatus.SUCCEEDED;
        }
        Action<?> action = actions.find(asked)
                .orElseThrow(() -> StoppedException.usage(
                        "there is no action '" + asked + "'", Nearest.help("Actions", asked, actions.names())));
        around.out().print(Reference.text(action));
        return ExitStatus.SUCCEEDED;
    }
}
