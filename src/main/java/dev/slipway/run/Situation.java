package dev.slipway.run;

import java.util.Map;
import java.util.Optional;

/**
 * What holds for a run as a whole at one moment.
 *
 * @param env declared variables that were found, secrets left out
 * @param attended whether the process that moves the run has somebody to ask
 */
record Situation(
        Map<String, String> env, boolean attended, Course course, Pausing pausing, Optional<Event.RunEnded> ended) {

    static final Situation AT_FIRST =
            new Situation(Map.of(), false, new Course.Forward(), new Pausing.Going(), Optional.empty());

    Situation with(Map<String, String> found) {
        return new Situation(found, attended, course, pausing, ended);
    }

    Situation with(Course next) {
        return new Situation(env, attended, next, pausing, ended);
    }

    Situation with(Pausing next) {
        return new Situation(env, attended, course, next, ended);
    }

    Situation with(Event.RunTaken taken) {
        return new Situation(env, taken.attended(), course, pausing, ended);
    }

    Situation with(Event.RunEnded end) {
        return new Situation(env, attended, course, pausing, Optional.of(end));
    }
}
