package dev.slipway.judge;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One look at what was counted.
 *
 * @param at since the watch began; never earlier than the poll before
 * @param arms since the poll before; empty when a source did not answer or began to count anew
 * @param silence why there are none, in a few words; empty when there are
 * @param values answers to queries by their text; one that is absent brought no data
 * @param health whether the candidate's health check went well; empty where it was not asked
 */
public record Poll(
        Duration at, Optional<Arms> arms, String silence, Map<String, Double> values, Optional<Health> health) {

    public enum Health {
        WELL,
        FAILED
    }

    public Poll {
        values = Map.copyOf(values);
    }

    public static Poll of(Duration at, Arms arms) {
        return new Poll(at, Optional.of(arms), "", Map.of(), Optional.empty());
    }

    public static Poll silent(Duration at, String why) {
        return new Poll(at, Optional.empty(), why, Map.of(), Optional.empty());
    }

    public Poll with(String query, double value) {
        Map<String, Double> more = new LinkedHashMap<>(values);
        more.put(query, value);
        return new Poll(at, arms, silence, more, health);
    }

    public Poll with(Health seen) {
        return new Poll(at, arms, silence, values, Optional.of(seen));
    }
}
