package dev.slipway.places.container;

import java.util.Optional;

/** Which container is meant. */
public sealed interface Wanted {
    /** By its name or id. */
    record Named(String container) implements Wanted {}

    /**
     * A service's container in a Compose project.
     *
     * @param project empty: named as Compose would name it in {@link #directory}
     * @param directory the project's, at the place of the docker program; empty for that place's own
     * @param number which replica; empty where there is one
     */
    record Serviced(String service, Optional<String> project, Optional<String> directory, Optional<Integer> number)
            implements Wanted {}
}
