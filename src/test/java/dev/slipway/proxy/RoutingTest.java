package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private static final Endpoint SOMEWHERE = Endpoint.local(1);

    private static final Asked PLAIN = new Asked() {
        @Override
        public @Nullable String header(String name) {
            return null;
        }

        @Override
        public @Nullable String cookie(String name) {
            return null;
        }

        @Override
        public byte[] from() {
            return new byte[4];
        }
    };

    private static Routing routing() {
        return new Routing(() -> ThreadLocalRandom.current().nextInt(1000));
    }

    private static PoolId version(int number) {
        return new PoolId("v" + number);
    }

    @Test
    void before_the_first_plan_nobody_is_served() {
        assertThat(routing().claim(PLAIN)).isInstanceOf(Claim.Closed.class);
    }

    /**
     * One switches from version to version; once the old one's count is 0 it is declared gone. Meanwhile others claim, and each
     * looks, while its claim holds, whether what it was granted is gone.
     */
    @Test
    void no_request_is_led_to_a_version_whose_count_was_0_after_it_was_replaced() throws Exception {
        Routing routing = routing();
        Set<PoolId> gone = ConcurrentHashMap.newKeySet();
        AtomicInteger done = new AtomicInteger();
        AtomicLong granted = new AtomicLong();
        AtomicLong misled = new AtomicLong();
        routing.put(RoutePlan.only(version(0), List.of(SOMEWHERE)), 0);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> claiming = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                claiming.add(threads.submit(() -> {
                    while (done.get() == 0) {
                        if (routing.claim(PLAIN) instanceof Claim.Granted claim) {
                            granted.incrementAndGet();
                            misled.addAndGet(gone.contains(claim.pool().id()) ? 1 : 0);
                            claim.pool().tally().leave();
                        }
                    }
                }));
            }
            for (int i = 1; i <= 1500; i++) {
                Pool old = routing.table().pools().getFirst();
                routing.put(RoutePlan.only(version(i), List.of(SOMEWHERE)), i);
                while (old.tally().counts().inFlight() > 0) {
                    Thread.onSpinWait();
                }
                gone.add(old.id());
            }
            done.set(1);
            for (Future<?> each : claiming) {
                each.get();
            }
        }
        assertThat(misled.get()).isZero();
        assertThat(granted.get()).isGreaterThan(1000);
        assertThat(routing.table().pools().getFirst().tally().counts().inFlight())
                .isZero();
    }

    @Test
    void a_version_keeps_its_counts_from_plan_to_plan() {
        Routing routing = routing();
        RoutePlan one = RoutePlan.only(version(1), List.of(SOMEWHERE));
        routing.put(one, 1);
        routing.table().pools().getFirst().tally().answered(200, 1000);
        routing.put(one.with(version(2), List.of(SOMEWHERE)), 2);
        assertThat(routing.allCounts())
                .hasEntrySatisfying(
                        version(1), counts -> assertThat(counts.answered().ok()).isEqualTo(1));
        routing.put(RoutePlan.only(version(2), List.of(SOMEWHERE)), 3);
        assertThat(routing.allCounts()).doesNotContainKey(version(1));
        assertThat(routing.allCounts()).containsOnlyKeys(version(2));
    }

    @Test
    void a_version_that_was_let_go_is_counted_until_its_last_request_has_ended() {
        Routing routing = routing();
        Steering steering = new Steering(routing, null, null);
        routing.put(RoutePlan.only(version(1), List.of(SOMEWHERE)), 1);
        Claim.Granted claim = (Claim.Granted) routing.claim(PLAIN);
        routing.put(RoutePlan.only(version(2), List.of(SOMEWHERE)), 2);
        assertThat(steering.counts(version(1)).orElseThrow().inFlight()).isEqualTo(1);
        claim.pool().tally().leave();
        assertThat(steering.counts(version(1))).isEmpty();
    }

    /** Held requests come and go while plans change: each is resumed exactly once, or was never taken. */
    @Test
    void every_held_request_is_let_go_with_its_table() throws Exception {
        Routing routing = routing();
        RoutePlan serving = RoutePlan.only(version(1), List.of(SOMEWHERE));
        RoutePlan holding = serving.in(new Mode.Hold(Duration.ofSeconds(9), 1_000_000));
        AtomicLong taken = new AtomicLong();
        AtomicLong resumed = new AtomicLong();
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                clients.add(threads.submit(() -> {
                    while (done.get() == 0) {
                        if (routing.claim(PLAIN) instanceof Claim.OnHold hold
                                && hold.table().held().take(new Resumed(resumed)) == Held.Taking.WAITS) {
                            taken.incrementAndGet();
                        }
                    }
                }));
            }
            for (int i = 1; i <= 2000; i++) {
                routing.put(i % 2 == 0 ? serving : holding, i);
            }
            routing.put(serving, 2001);
            done.set(1);
            for (Future<?> each : clients) {
                each.get();
            }
        }
        assertThat(resumed.get()).isEqualTo(taken.get());
    }

    /** Each is another one, also to a set. */
    private static final class Resumed implements Held.Waiting {
        private final AtomicLong count;

        Resumed(AtomicLong count) {
            this.count = count;
        }

        @Override
        public void resume() {
            count.incrementAndGet();
        }
    }

    @Test
    void no_more_wait_than_may() {
        AtomicLong resumed = new AtomicLong();
        Held held = new Held(2);
        Held.Waiting first = new Resumed(resumed);
        assertThat(held.take(first)).isEqualTo(Held.Taking.WAITS);
        assertThat(held.take(new Resumed(resumed))).isEqualTo(Held.Taking.WAITS);
        assertThat(held.take(new Resumed(resumed))).isEqualTo(Held.Taking.FULL);
        assertThat(held.drop(first)).isTrue();
        assertThat(held.drop(first)).isFalse();
        assertThat(held.take(new Resumed(resumed))).isEqualTo(Held.Taking.WAITS);
        held.letGo();
        assertThat(resumed.get()).isEqualTo(2);
        assertThat(held.take(new Resumed(resumed))).isEqualTo(Held.Taking.OVER);
    }
}
