package dev.slipway.actions.traffic;

import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.Site;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Share;
import java.util.Optional;

/** Processes that are kept without requests for a while, and would then end. */
final class Warm {
    private Warm() {}

    /** Before a version gets requests: why it cannot, or empty. Processes that are not Slipway's are nobody's business. */
    static Optional<String> callBack(Share share, Site site) throws InterruptedException {
        Processes processes = site.processes();
        for (Seen seen : processes.list()) {
            boolean behind = seen.name().version().equals(share.pool().value())
                    && share.endpoints().contains(Endpoint.local(seen.port()));
            if (!behind) {
                continue;
            }
            boolean stays = seen.kept() && (seen.retiring().isEmpty() || processes.recall(seen.name()));
            if (!stays) {
                return Optional.of(seen.name() + " has ended or ends now: release " + share.pool() + " again");
            }
        }
        return Optional.empty();
    }
}
