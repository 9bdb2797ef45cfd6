package dev.slipway.cli;

import dev.slipway.engine.Desk;
import dev.slipway.engine.Labels;
import dev.slipway.engine.Liveness;
import dev.slipway.engine.Surroundings;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Journal.LeaseRow;
import dev.slipway.operations.Standing;
import dev.slipway.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Why something else has to come first: another run has the lock, another process moves the run, variables are missing. */
final class Holding {
    private Holding() {}

    /** Who, since when, on which host, alive or not, at which step, and what to do. */
    static StoppedException locked(Desk.Shown by, Surroundings self) {
        Run run = by.run();
        Labels labels = Labels.read(by.row().label());
        Instant now = self.clock().instant();
        String says = labels.service() + " / " + labels.environment() + " is locked by run " + run.id() + " ("
                + labels.procedure() + ", started by " + labels.requester() + " " + ago(run.started(), now) + ")";
        String mover = by.row()
                .lease()
                .map(lease -> moved(lease, by.mover().orElse(new Liveness.Alive())))
                .orElse("No process moves it.");
        String help = "It " + stands(run) + ". " + mover + "\nSee: slipway show " + run.id()
                + " · go on with it: slipway resume " + run.id() + " · end it: slipway abort " + run.id();
        return new StoppedException(ExitStatus.LOCKED, says, help);
    }

    static StoppedException held(LeaseRow by, Liveness alive, Run run) {
        String help = alive instanceof Liveness.Silent
                ? moved(by, alive) + "\nIf that process is gone for certain: slipway resume " + run.id()
                        + " --take-over"
                : moved(by, alive) + "\nSee: slipway show " + run.id();
        return new StoppedException(
                ExitStatus.LOCKED,
                "run " + run.id() + " is moved by " + holder(by.lease().holder()),
                help);
    }

    static StoppedException unfit(List<String> sentences) {
        return StoppedException.usage(
                sentences.size() == 1
                        ? "a declared variable is missing or wrong: " + sentences.getFirst()
                        : sentences.size() + " declared variables are missing or wrong:\n   "
                                + String.join("\n   ", sentences),
                "Nothing has been run.");
    }

    static StoppedException unready(List<String> sentences) {
        return StoppedException.usage(
                sentences.size() == 1
                        ? "this cannot begin: " + sentences.getFirst()
                        : "this cannot begin:\n   " + String.join("\n   ", sentences),
                "Nothing has been run.");
    }

    static String moved(LeaseRow lease, Liveness alive) {
        String who = holder(lease.lease().holder());
        return switch (alive) {
            case Liveness.Alive _ -> "It is moved by " + who + ", which is alive.";
            case Liveness.Dead dead -> "It was moved by " + who + "; " + dead.how() + ".";
            case Liveness.Elsewhere _ -> "It is moved by " + who + ", last heard of at " + lease.renewed() + ".";
            case Liveness.Silent _ ->
                "It was moved by " + who + ", which cannot be seen from here and was last heard of at "
                        + lease.renewed() + ".";
        };
    }

    private static String holder(Holder holder) {
        return holder.operator() + " on " + holder.host() + " (process " + holder.pid() + ")";
    }

    static String stands(Run run) {
        return switch (Standing.of(run)) {
            case Standing.Over _ -> "has ended";
            case Standing.Moving m -> m.step().map(s -> "stands at " + s.id()).orElse("is moving");
            case Standing.Paused p -> "is paused (" + p.why() + ")";
            case Standing.Stuck s -> "stands at " + s.step().id() + " and waits for a person";
            case Standing.Asking a ->
                "waits for a person at " + a.open().getFirst().id();
        };
    }

    static String ago(Instant then, Instant now) {
        return dev.slipway.run.Words.duration(Duration.between(then, now)) + " ago";
    }
}
