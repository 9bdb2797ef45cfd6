package dev.slipway.hands;

import dev.slipway.hands.Traffic.Applying;
import dev.slipway.hands.Traffic.Live;
import dev.slipway.route.RoutePlan;
import java.util.function.UnaryOperator;

/**
 * Changes what a front does, from what it does now: read, change, apply under the generation that was read, read back. Somebody
 * else's plan in between is read and changed in its turn. Applying what already is changes nothing.
 */
public record Steering(Traffic traffic) {
    /** Nobody else applies plans for ever; whoever does is said. */
    private static final int TRIES = 20;

    public sealed interface Steered {
        record Done(Live live) implements Steered {}

        /** One sentence without a full stop; nothing has changed. */
        record Refused(String why) implements Steered {}
    }

    /** {@code change} may be called several times; an {@link IllegalArgumentException} of it is a refusal. */
    public Steered steer(UnaryOperator<RoutePlan> change) throws InterruptedException {
        Live live = traffic.read();
        for (int tries = 0; tries < TRIES; tries++) {
            RoutePlan wanted;
            try {
                wanted = change.apply(live.plan());
            } catch (IllegalArgumentException e) {
                return new Steered.Refused(String.valueOf(e.getMessage()));
            }
            if (wanted.equals(live.plan())) {
                return new Steered.Done(live);
            }
            switch (traffic.apply(wanted, live.generation())) {
                case Applying.Applied _ -> {
                    live = traffic.read();
                }
                case Applying.Outdated(Live other) -> live = other;
                case Applying.Refused(String why) -> {
                    return new Steered.Refused(why);
                }
            }
        }
        return new Steered.Refused(
                traffic.can().proxy() + " does not keep what it was told: others change it all the time");
    }
}
