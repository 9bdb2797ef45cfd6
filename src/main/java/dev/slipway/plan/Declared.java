package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.parameters.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an action says of itself before anything happens: enough to check a typed step, to show it, and to describe it in the
 * reference. Parameters may still hold {@code ${…}} in texts when they are previewed.
 */
public interface Declared {

    /** Dotted: {@code check.http}. */
    String name();

    /** Part of the plan's digest; grows when the same parameters would do something else. */
    int version();

    /** One line, for lists. */
    String summary();

    /** A paragraph for the reference; may be empty. */
    default String doc() {
        return "";
    }

    /** A typed step as it may stand in a runbook: {@code check.tcp: {port: 5432}}. Compiled by the tests. */
    String example();

    Parameters<?> parameters();

    /** Names of environment variables that these parameters refer to, such as {@code API_TOKEN} in a header. */
    default List<String> variables(Data.Mapping parameters) {
        return List.of();
    }

    /**
     * Steps whose outputs these parameters can only take from one action: the step's id, and that action's name. What another
     * step would give is no use to them.
     */
    default Map<String, String> makers(Data.Mapping parameters) {
        return Map.of();
    }

    /** One line of at most 60 characters for the plan's tree. */
    String preview(Data.Mapping parameters);

    /** What its undo would do, in a few words; empty when it has none. */
    default Optional<String> undoPreview(Data.Mapping parameters) {
        return Optional.empty();
    }

    /** Its undo runs at every ending, unless a later step released it. */
    default boolean held() {
        return false;
    }

    /** With these parameters, its undo runs at an ending that finds it begun and not done: people wait for it meanwhile. */
    default boolean heldUntilDone(Data.Mapping parameters) {
        return false;
    }

    /** The held action that this one releases, such as {@code traffic.maintenance} for {@code traffic.open}. */
    default Optional<String> releases() {
        return Optional.empty();
    }

    /** Whether it works at its step's place, through that place alone; what does not is performed here. */
    default boolean atPlace() {
        return false;
    }

    /** Whether it, and its undo, may be run again from its start without harm: looks and waits may. */
    default boolean repeatable() {
        return false;
    }
}
