package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.parameters.Parameters;
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

    Parameters<?> parameters();

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

    /** Whether it may be run again from its start without harm: looks and waits may. */
    default boolean repeatable() {
        return false;
    }
}
