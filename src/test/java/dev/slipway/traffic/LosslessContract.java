package dev.slipway.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Traffic.Draining;
import dev.slipway.hands.Traffic.Feature;
import dev.slipway.hands.Traffic.Live;
import dev.slipway.route.Mode;
import dev.slipway.route.PoolId;
import dev.slipway.route.Share;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The old side is killed without a warning once the driver says that it is drained: whatever was lost, the load tells. */
@Tag("real")
abstract class LosslessContract extends BehindFront {

    @Test
    void switching_between_versions_loses_no_request() throws Exception {
        Backend now = backend("v0");
        serve(now);
        try (Load load = Load.on(front.port(), CONNECTIONS)) {
            for (int i = 1; i <= times("slipway.switches", 4); i++) {
                Backend next = backend("v" + i);
                Live both = added(next);
                Live switched = apply(both.plan().shifted(pool(next), Share.WHOLE), both);
                served(load, next);
                release(now, switched);
                now = next;
            }
            report("switches", load, times("slipway.switches", 4));
        }
    }

    @Test
    void growing_a_version_step_by_step_loses_no_request() throws Exception {
        if (refuses(Feature.SHARES)) {
            return;
        }
        Backend now = backend("v0");
        serve(now);
        try (Load load = Load.on(front.port(), CONNECTIONS)) {
            for (int i = 1; i <= times("slipway.canaries", 2); i++) {
                Backend next = backend("v" + i);
                Live live = added(next);
                for (int permille : List.of(50, 250, Share.WHOLE)) {
                    live = apply(live.plan().shifted(pool(next), permille), live);
                    served(load, next);
                }
                release(now, live);
                now = next;
            }
            report("canaries", load, times("slipway.canaries", 2));
        }
    }

    @Test
    void restarting_in_place_while_requests_are_held_loses_none() throws Exception {
        if (refuses(Feature.HOLD)) {
            return;
        }
        Backend now = backend("v0");
        Live live = serve(now);
        PoolId pool = pool(now);
        try (Load load = Load.on(front.port(), CONNECTIONS)) {
            for (int i = 1; i <= times("slipway.restarts", 2); i++) {
                Live held = apply(live.plan().in(new Mode.Hold(Duration.ofSeconds(20), 1000)), live);
                assertThat(front.driver().drain(pool, LONG, LONG)).isEqualTo(new Draining.Drained());
                now.kill();
                now = backend("v" + i, now.endpoint().port());
                live = apply(held.plan().in(new Mode.Serve()), held);
                served(load, now);
            }
            report("restarts in place", load, times("slipway.restarts", 2));
        }
    }

    private static final int CONNECTIONS = 50;

    /** Few in a build; the full numbers by {@code bin/bench switches}. */
    private static int times(String property, int otherwise) {
        return Integer.getInteger(property, otherwise);
    }

    private Live added(Backend next) throws Exception {
        Live live = front.driver().read();
        return apply(live.plan().with(pool(next), List.of(next.endpoint())), live);
    }

    /** Drained, let go and then killed without a warning: a request that was still there is lost. */
    private void release(Backend old, Live live) throws Exception {
        assertThat(front.driver().drain(pool(old), LONG, LONG)).isEqualTo(new Draining.Drained());
        apply(live.plan().without(pool(old)), live);
        old.kill();
    }

    /** Until the load has been answered by it a number of times. */
    private static void served(Load load, Backend version) throws Exception {
        long before = load.answered(version.version());
        Servers.until(() -> load.answered(version.version()) >= before + 20);
    }

    private void report(String what, Load load, int times) {
        load.finish();
        if (System.getProperty("slipway.switches") != null) {
            System.out.printf(
                    "%s: %d %s, %d requests answered, %d lost, the longest took %d ms%n",
                    front.driver().can().proxy(),
                    times,
                    what,
                    load.answered(),
                    load.lost().size(),
                    load.longest().toMillis());
        }
        assertThat(load.lost()).isEmpty();
        assertThat(load.answered()).isGreaterThan(100);
    }
}
