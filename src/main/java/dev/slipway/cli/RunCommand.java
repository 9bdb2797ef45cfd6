package dev.slipway.cli;

import dev.slipway.engine.Desk;
import dev.slipway.engine.Draft;
import dev.slipway.engine.Mover;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description = "Runs a procedure of a runbook, or a single section of it ('#section').",
        footer = {
            "",
            "Exit status: 0 succeeded, 1 failed, 2 bad usage or document, 3 waits for a person,",
            "4 failed and could not be taken back, 5 locked by another run, 130 interrupted."
        })
final class RunCommand implements Callable<Integer> {
    private final Around around;

    @Mixin
    StateOption state = new StateOption();

    @Mixin
    WishOptions wish = new WishOptions();

    @Mixin
    AheadOptions ahead = new AheadOptions();

    @Option(names = "--json", description = "events as JSON, one a line")
    boolean json;

    @Option(
            names = "--unattended",
            description = "asks nobody: when a step fails, what on-failure says is done at once")
    boolean unattended;

    RunCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        Draft.Wish wanted = wish.wish();
        Desk desk = around.office().desk(state.besides(wish.document, around), StateOption.root(wish.document, around));
        Ahead given = ahead.by(desk.self().operator());
        Drafted drafted = new Drafted(around, desk);
        Draft.Ready ready = drafted.of(wanted);
        given.check(ready.plan().steps());
        View view = unattended && !json
                ? Views.of(around, desk, Desk.Attendance.UNATTENDED)
                : Views.of(around, desk, json, 0);
        return switch (desk.start(ready, view.attendance(), view)) {
            case Desk.Start.Begun begun -> {
                drafted.note(begun.notes());
                try (Mover mover = begun.mover()) {
                    yield view.lead(mover, given);
                } finally {
                    Reports.keep(desk, begun.mover().id(), around);
                }
            }
            case Desk.Start.Locked locked -> throw Holding.locked(locked.by(), desk.self());
            case Desk.Start.Lacking lacking -> throw drafted.refused(lacking.problems(), ready.sources());
            case Desk.Start.Unfit unfit -> throw Holding.unfit(unfit.sentences());
            case Desk.Start.Unready unready -> throw Holding.unready(unready.sentences());
        };
    }
}
