package dev.slipway.actions.deploy;

import dev.slipway.parameters.Doc;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How a container is told to end; what is not said here is as its image and its Compose file have it. */
public record Stop(
        @Doc("The signal that lets it bring to its end what it has begun: TERM, QUIT, USR1")
        Optional<String> signal,

        @Doc("How long it may take until it is killed") Optional<Duration> within) {

    static final Stop AS_CONFIGURED = new Stop(Optional.empty(), Optional.empty());

    public Stop {
        signal.ifPresent(word -> Rollout.require(
                word.matches("(SIG)?[A-Z0-9+]{2,12}"), "'" + word + "' is not a signal: write it as TERM or SIGTERM"));
        within.ifPresent(
                time -> Rollout.require(!time.isNegative() && time.toSeconds() <= 86_400, "'within' is at most a day"));
    }

    /** As Compose has it. */
    Map<String, String> configured() {
        Map<String, String> all = new LinkedHashMap<>();
        signal.ifPresent(word -> all.put("stop_signal", full(word)));
        within.ifPresent(time -> all.put("stop_grace_period", time.toSeconds() + "s"));
        return all;
    }

    static String full(String word) {
        return word.startsWith("SIG") ? word : "SIG" + word;
    }
}
