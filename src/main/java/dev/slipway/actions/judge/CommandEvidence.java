package dev.slipway.actions.judge;

import dev.slipway.hands.Evidence;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Place;
import dev.slipway.hands.ShellLine;
import dev.slipway.hands.Site;
import dev.slipway.operations.Json;
import dev.slipway.operations.PollJson;
import java.time.Duration;

/** A command that prints what was counted up to now, as one line of JSON. */
record CommandEvidence(ShellLine command, Site site) implements Evidence {

    @Override
    public Looked look(Duration limit) throws InterruptedException {
        return switch (command.run(site, limit)) {
            case Place.Ran.Ended ended when ended.status() == 0 -> read(ended.stdout());
            case Place.Ran.Ended ended -> new Looked.Silent("the command ended with exit status " + ended.status());
            case Place.Ran.NotFound(String word) ->
                new Looked.Silent("there is no " + word + " where the command runs");
            case Place.Ran.TooLong(Duration deadline) ->
                new Looked.Silent("the command did not end within " + Patience.said(deadline));
        };
    }

    private static Looked read(String out) {
        try {
            PollJson.Totals totals = PollJson.totals(Json.read(out.strip()));
            return new Looked.Counted(totals.candidate(), totals.baseline());
        } catch (IllegalArgumentException wrong) {
            return new Looked.Silent("the command did not print counts: " + wrong.getMessage());
        }
    }
}
