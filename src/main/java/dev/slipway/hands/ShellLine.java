package dev.slipway.hands;

import java.time.Duration;
import java.util.List;

/** Shell text of a typed step, run at its place as a {@code bash} fence would be, but outside any session. */
public record ShellLine(String text) {

    public Place.Ran run(Site site, Duration deadline) throws InterruptedException {
        List<String> words = List.of("bash", "-euo", "pipefail", "-c", text);
        return site.place().run(new Place.Command(words, site.directory(), site.environment(), deadline));
    }
}
