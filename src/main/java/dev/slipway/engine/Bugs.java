package dev.slipway.engine;

import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;

/** A mistake of Slipway's own, met by a hand: the step is in doubt, and the run stops there safely. */
final class Bugs {
    private Bugs() {}

    static Report report(Report instead, RuntimeException bug) {
        String why = "Slipway itself failed: " + bug;
        return switch (instead) {
            case Report.Finished f ->
                new Report.Finished(f.step(), f.attempt(), f.direction(), new Outcome.InDoubt(why));
            case Report.Seen s -> new Report.Seen(s.step(), s.attempt(), new Sighting.Unknown(why));
            case Report.NeverBegan n -> n;
            case Report.Gone g -> g;
            case Report.Noted n -> n;
        };
    }
}
