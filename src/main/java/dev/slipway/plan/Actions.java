package dev.slipway.plan;

import java.util.List;
import java.util.Optional;

/** The actions that this Slipway knows, by name. */
public interface Actions {
    Optional<? extends Declared> find(String name);

    /** Sorted. */
    List<String> names();
}
