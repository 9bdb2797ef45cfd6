package dev.slipway.actions.deploy;

import dev.slipway.hands.Site;
import java.util.Optional;

/** What a release has written down for itself: it survives a crash. */
interface Memory {
    Optional<String> recall();

    void remember(String text);

    /** All that a step has. */
    static Memory of(Site site) {
        return new Memory() {
            @Override
            public Optional<String> recall() {
                return site.recall();
            }

            @Override
            public void remember(String text) {
                site.remember(text);
            }
        };
    }
}
