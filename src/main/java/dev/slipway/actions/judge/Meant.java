package dev.slipway.actions.judge;

import java.util.List;
import java.util.Optional;

/**
 * Which metrics are judged.
 *
 * @param requests a counter of all requests
 * @param failures one of those that failed
 * @param times the name of a histogram of seconds, without {@code _bucket}; empty where nobody counts times
 */
record Meant(Selector requests, Selector failures, Optional<Selector> times) {

    static Meant of(String requests, String failures, Optional<String> times) {
        return new Meant(Selector.of(requests), Selector.of(failures), times.map(Selector::of));
    }

    Meant and(List<Selector.Label> labels) {
        return new Meant(requests.and(labels), failures.and(labels), times.map(each -> each.and(labels)));
    }
}
