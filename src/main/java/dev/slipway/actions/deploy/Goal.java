package dev.slipway.actions.deploy;

import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the world shall be in the end.
 *
 * @param pool the version that shall have all requests
 * @param instances how many processes it has; 0 when they are not Slipway's and stay where they are
 * @param rival the version that has them now, or had them; empty where nothing was live
 * @param pin the header that leads to the new version, where the front knows pins and requests can be sent to it
 * @param smoke whether requests are tried on the version before it gets any
 * @param leaving what becomes of the rival
 */
record Goal(
        PoolId pool,
        int instances,
        Manner manner,
        Optional<PoolId> rival,
        Optional<Pin> pin,
        boolean smoke,
        Leaving leaving) {

    sealed interface Manner {
        /** Beside each other, the share growing from stage to stage. */
        record Staged(List<Stage> stages) implements Manner {
            public Staged {
                stages = List.copyOf(stages);
            }
        }

        /** So many instances at a time; the instances that they replace end. */
        record Rolling(int batch) implements Manner {}

        /**
         * One after the other, while requests wait: at most so long, and so many.
         *
         * @param staysHeld they waited before, because somebody else wants it, and go on to
         */
        record InPlace(Duration atMost, int queued, boolean staysHeld) implements Manner {}
    }

    enum Leaving {
        /** It stays, without requests, so that one shift leads back to it. */
        KEPT_WARM,
        STOPPED
    }
}
