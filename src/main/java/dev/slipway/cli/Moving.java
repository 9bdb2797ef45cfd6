package dev.slipway.cli;

import dev.slipway.base.Operator;
import dev.slipway.engine.Desk;
import dev.slipway.engine.Liveness;
import dev.slipway.engine.Mover;
import dev.slipway.hands.Journal.LeaseRow;
import dev.slipway.operations.Request;
import dev.slipway.operations.Ruling;
import dev.slipway.run.Run;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Brings requests to a run: to the process that moves it where one lives, else by taking the run and moving it on here. */
final class Moving {
    private final Around around;
    private final RunOption.Meant meant;

    Moving(Around around, RunOption.Meant meant) {
        this.around = around;
        this.meant = meant;
    }

    int settle(Function<Operator, List<Request>> wanted, MoveOptions options) throws InterruptedException {
        Desk desk = meant.desk();
        Desk.Shown shown = desk.show(meant.id());
        List<Request> requests = wanted.apply(desk.self().operator());
        Ahead ahead = options.ahead(desk.self().operator());
        ahead.check(shown.run());
        if (shown.isMoved() && options.takeOver) {
            throw held(shown);
        }
        if (shown.isMoved()) {
            requests = and(requests, ahead.open(shown.run()));
            return handOver(requests, shown, options.json ? around.err() : around.out());
        }
        View view =
                Views.of(around, desk, options.json, shown.events().getLast().seq());
        return switch (take(shown.run(), requests, options, view)) {
            case Desk.Take.Taken taken -> {
                try (Mover mover = taken.mover()) {
                    requests.forEach(request -> granted(mover.ask(request)));
                    yield view.lead(mover, ahead);
                } finally {
                    Reports.keep(desk, meant.id(), around);
                }
            }
            case Desk.Take.Held held -> throw Holding.held(held.by(), held.alive(), shown.run());
            case Desk.Take.Over over -> throw over(over);
            case Desk.Take.Unfit unfit -> throw Holding.unfit(unfit.sentences());
        };
    }

    private Desk.Take take(Run run, List<Request> requests, MoveOptions options, View view)
            throws InterruptedException {
        Desk.Take take = meant.desk().take(meant.id(), options.claim(), view.attendance(), view);
        boolean endsOnly =
                requests.stream().allMatch(request -> request instanceof Request.Abort) && !requests.isEmpty();
        // Whoever has no secrets can still end a run that leaves nothing to be put back, and shows nothing unmasked.
        return take instanceof Desk.Take.Unfit
                        && endsOnly
                        && !run.holdsAnything()
                        && run.underway().isEmpty()
                ? meant.desk().takeToWrite(meant.id(), options.claim(), view)
                : take;
    }

    /** Who lives keeps the run. */
    static StoppedException held(Desk.Shown shown) {
        return Holding.held(shown.row().lease().orElseThrow(), shown.mover().orElseThrow(), shown.run());
    }

    private static List<Request> and(List<Request> some, List<Request> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** A living process moves the run: it is told, and does it. */
    int handOver(List<Request> requests, Desk.Shown shown, PrintStream says) {
        requests.forEach(request -> granted(meant.desk().ask(meant.id(), request)));
        Optional<LeaseRow> lease = shown.row().lease();
        lease.ifPresent(row -> says.println("Told the process that moves run " + meant.id() + ": "
                + Holding.moved(row, shown.mover().orElse(new Liveness.Alive()))));
        return ExitStatus.SUCCEEDED;
    }

    static void granted(Ruling ruling) {
        if (ruling instanceof Ruling.Refused refused) {
            throw StoppedException.usage(refused.says(), refused.help());
        }
    }

    static StoppedException over(Desk.Take.Over over) {
        return StoppedException.usage(
                "run " + over.run().id() + " has ended: "
                        + over.run().ended().map(e -> e.ending().word()).orElse(""),
                "Its record: slipway report " + over.run().id());
    }
}
