package dev.slipway.engine;

import dev.slipway.base.Operator;
import dev.slipway.hands.Journal.Holder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * The process that Slipway is now: who started it, where, with which variables.
 *
 * @param directory where it was started; names of files are shown relative to it
 * @param root the root of the runbook's repository: where steps run that say nothing else, and where its dotenv files are
 */
public record Surroundings(
        Operator operator,
        Holder holder,
        Path directory,
        Path root,
        Map<String, String> variables,
        InstantSource clock) {
    public Surroundings {
        variables = Map.copyOf(variables);
    }
}
