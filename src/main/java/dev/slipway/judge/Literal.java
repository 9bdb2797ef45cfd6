package dev.slipway.judge;

import java.util.Optional;

/** A trigger taken by its words. What brings no data stops its clock: that is neither a pass nor a failure. */
sealed interface Literal permits Sustained, Answers, Unhealthy {

    void see(Poll poll);

    Trigger trigger();

    /** What was seen when it fired, a sentence without a full stop; empty as long as it has not. */
    Optional<String> fired();

    /** Whether there was ever anything that it could look at. */
    boolean heard();

    /** How it stands, in a few words: {@code 4 of 31 looks}. */
    String stands();
}
