package dev.slipway.actions.backup;

import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Short scripts of bash at a step's place, whose arguments are never part of their text. */
record Shell(Site site) {
    private static final Duration BRIEF = Duration.ofMinutes(30);

    /** What it prints; a script that fails says why on its last line. */
    String said(String script, String... arguments) throws Refusal, InterruptedException {
        List<String> words = new ArrayList<>(List.of("bash", "-euo", "pipefail", "-c", script, "slipway"));
        words.addAll(List.of(arguments));
        Place.Environment plain = new Place.Environment(Map.of("LC_ALL", "C"), List.of(), List.of());
        return switch (site.place().run(new Place.Command(words, site.directory(), plain, BRIEF))) {
            case Place.Ran.Ended(int status, String stdout, String stderr) -> {
                if (status != 0) {
                    throw new Refusal(stderr.lines().reduce("bash has failed", (_, line) -> line));
                }
                yield stdout;
            }
            case Place.Ran.NotFound(String word) ->
                throw new Refusal("there is no " + word + " at " + site.place().name());
            case Place.Ran.TooLong _ -> throw new Refusal("the disk gives no answer");
        };
    }
}
