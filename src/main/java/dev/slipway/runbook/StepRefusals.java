package dev.slipway.runbook;

import dev.slipway.base.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a shell step may not be. Bash's own syntax is bash's to judge, elsewhere. */
final class StepRefusals {
    private StepRefusals() {}

    static List<Problem> of(Step.Work.Shell shell) {
        ShellScript script = ShellScript.of(shell.text());
        List<Refusal> refusals = new ArrayList<>();
        refusals.addAll(nothingToDo(script));
        refusals.addAll(Prompts.in(script));
        refusals.addAll(Placeholders.in(script));
        if (script.understood()) {
            refusals.addAll(WaitingCommands.in(script));
            refusals.addAll(exits(script));
        }
        Positions positions = new Positions(
                shell.body().file(),
                shell.text(),
                shell.body().line(),
                shell.body().column());
        return refusals.stream()
                .sorted(Comparator.comparingInt(Refusal::from))
                .map(refusal ->
                        new Problem(positions.span(refusal.from(), refusal.to()), refusal.says(), refusal.help()))
                .toList();
    }

    private static List<Refusal> nothingToDo(ShellScript script) {
        if (!script.understood() || script.lastStart() >= 0) {
            return List.of();
        }
        String text = script.text();
        if (text.isBlank()) {
            return List.of(new Refusal(0, 0, "this step is empty", "Write its commands, or take the fence away."));
        }
        int from = text.length() - text.stripLeading().length();
        int end = text.indexOf('\n', from);
        return List.of(new Refusal(
                from,
                end < 0 ? text.length() : end,
                "this step holds only comments",
                "Write its commands; make it a question (`- [ ] …`) if a person does it, or put "
                        + "<!-- slipway: notes --> before it."));
    }

    /** An {@code exit} on the way ends the session of the steps below, and what follows it is never reached. */
    private static List<Refusal> exits(ShellScript script) {
        return script.commands().stream()
                .filter(command -> command.name().filter("exit"::equals).isPresent())
                .filter(command -> command.top()
                        && command.before() == ShellScript.Join.NONE
                        && command.after() == ShellScript.Join.NONE
                        && command.start() < script.lastStart())
                .map(command -> new Refusal(
                        command.start(),
                        command.end(),
                        "this 'exit' leaves the step before its end",
                        "Nothing below it would run. Put it into an if, or behind || or &&."))
                .toList();
    }
}
