package dev.slipway.actions.deploy;

import dev.slipway.hands.Processes.Name;
import dev.slipway.hands.Processes.Origin;
import dev.slipway.hands.Processes.State;
import dev.slipway.route.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One of the things that run as a version, as the world says it.
 *
 * @param endpoint where it listens; empty where it listens nowhere, or not now
 * @param restarts how often it has died since it was started
 * @param last how it ended the last time
 * @param retiring when it ends by itself
 */
record Instance(
        Name name,
        Optional<Endpoint> endpoint,
        State state,
        Instant since,
        int restarts,
        Optional<Integer> last,
        Optional<Instant> retiring,
        Origin origin) {

    /** Whether somebody cares for it: it runs, or will again. */
    boolean kept() {
        return state == State.RUNNING || state == State.WAITING;
    }

    boolean isOf(String version) {
        return name.version().equals(version);
    }

    boolean isAt(List<Endpoint> endpoints) {
        return endpoint.filter(endpoints::contains).isPresent();
    }

    static List<Endpoint> endpoints(List<Instance> of) {
        return of.stream().flatMap(each -> each.endpoint().stream()).toList();
    }
}
