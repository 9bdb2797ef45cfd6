package dev.slipway.actions.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.base.Problem;
import dev.slipway.hands.FakeSite;
import dev.slipway.hands.Traffic;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.route.Counts;
import dev.slipway.route.Counts.Answered;
import dev.slipway.route.Endpoint;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.runbook.YamlReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Steps of a canary as they are watched, with a clock that only pauses move and a front that counts as a test says. */
class WatchingTest {
    private static final PoolId V1 = new PoolId("v1");
    private static final PoolId V2 = new PoolId("v2");
    private static final Stage TEN_PER_CENT = new Stage(100, Duration.ofSeconds(20));

    private final FakeSite site = new FakeSite();
    private final Counting front = new Counting();

    @Test
    void a_worse_version_is_said_with_both_rates() throws InterruptedException {
        front.fails = (look, _) -> look % 5 == 0 ? 1 : 0;

        assertThat(watch("['error-rate > 5%']"))
                .hasValueSatisfying(says -> assertThat(says)
                        .matches("v2 at 10 %: worse after \\d+ candidate requests \\(\\d+ s\\):"
                                + " errors \\d.* % against 0 %; false-alarm guarantee 1 %"));
        assertThat(site.notes()).anyMatch(note -> note.startsWith("evidence over time, acts at 4.61: "));
    }

    @Test
    void a_healthy_version_passes_when_its_time_is_over() throws InterruptedException {
        assertThat(watch("['error-rate > 5%']")).isEmpty();

        assertThat(seconds()).isEqualTo(20);
        assertThat(site.said().getLast()).isEqualTo("10 % v2: 0 % of 240 failed · 90 % v1: 0 % of 2160 failed");
    }

    @Test
    void one_that_looks_worse_is_watched_on_until_it_looks_better_or_as_long_again_has_passed()
            throws InterruptedException {
        front.fails = (look, _) -> look == 70 ? 3 : 0;

        assertThat(watch("[]")).isEmpty();

        assertThat(seconds()).isBetween(25.0, 50.0);
    }

    @Test
    void without_requests_it_waits_and_then_fails() throws InterruptedException {
        front.requests = 0;

        assertThat(watch("['error-rate > 5%']"))
                .hasValue("only 0 requests came to v2 in 1m20s, and 50 are needed to judge it");
    }

    @Test
    void requests_that_are_written_are_needed_without_triggers_too() throws InterruptedException {
        front.requests = 0;

        assertThat(new Watching(version("{requests: 200, within: 60s}", "[]").rollout(), site, front)
                        .watch(goal(), TEN_PER_CENT))
                .hasValue("only 0 requests came to v2 in 1m20s, and 200 are needed to judge it");
    }

    @Test
    void a_front_that_does_not_answer_is_no_data() throws InterruptedException {
        front.silentFrom = 8;

        assertThat(watch("['error-rate > 5%']"))
                .hasValue("only 18 requests came to v2 in 1m20s, and 50 are needed to judge it");
    }

    @Test
    void what_was_seen_at_one_share_counts_at_the_next() throws InterruptedException {
        Watching watching = new Watching(version("[]").rollout(), site, front);
        front.fails = (look, _) -> look == 75 || look == 210 || look == 225 ? 3 : 0;

        Optional<String> first = watching.watch(goal(), TEN_PER_CENT);
        Optional<String> second = watching.watch(goal(), new Stage(110, Duration.ofSeconds(20)));

        assertThat(first).isEmpty();
        assertThat(second)
                .hasValueSatisfying(
                        says -> assertThat(says).contains("worse after ").contains(" % against 0 %"));
    }

    @Test
    void what_was_seen_before_a_crash_counts_after_it() throws InterruptedException {
        front.fails = (look, _) -> look % 5 == 0 ? 1 : 0;
        int lives = 0;
        Optional<String> failure = Optional.empty();
        while (failure.isEmpty()) {
            lives++;
            assertThat(lives).isLessThan(60);
            site.killedAfter(5);
            try {
                failure = watch("[]");
            } catch (FakeSite.Killed _) {
                // The next one goes on.
            }
        }

        // One alone sees five polls with one bad request among them: never enough.
        assertThat(lives).isGreaterThan(3);
        assertThat(failure.get()).contains("worse after ").contains("false-alarm guarantee 1 %");
    }

    private Optional<String> watch(String triggers) throws InterruptedException {
        return new Watching(version(triggers).rollout(), site, front).watch(goal(), TEN_PER_CENT);
    }

    private double seconds() {
        return site.pauses().stream().mapToLong(Duration::toMillis).sum() / 1000.0;
    }

    private static Goal goal() {
        return new Goal(
                V2,
                1,
                new Goal.Manner.Staged(List.of(TEN_PER_CENT, Stage.ALL_AT_ONCE)),
                Optional.of(V1),
                Optional.empty(),
                false,
                Goal.Leaving.KEPT_WARM);
    }

    private static Version version(String triggers) {
        return version("{within: 60s}", triggers);
    }

    private static Version version(String judge, String triggers) {
        List<Problem> problems = new ArrayList<>();
        Data data = YamlReader.read(
                        "step",
                        "{name: shop, version: v2, command: exec shop, traffic: web, strategy: canary,"
                                + " steps: ['10% for 20s', '100%'], judge: " + judge + ", take-back-when: " + triggers
                                + "}",
                        1,
                        1,
                        problems)
                .orElseThrow()
                .data();
        assertThat(problems).isEmpty();
        return new DeployProcess().parameters().bind((Data.Mapping) data);
    }

    private interface Fails {
        int of(int look, PoolId pool);
    }

    /** Three requests come to v2 between two looks, and nine times as many to v1. */
    private static final class Counting implements Traffic {
        private final Map<PoolId, Counts> counts = new HashMap<>();
        private Fails fails = (_, _) -> 0;
        private int requests = 3;
        private int silentFrom = Integer.MAX_VALUE;
        private int looks;

        @Override
        public Optional<Counts> observe(PoolId pool) {
            looks += pool.equals(V2) ? 1 : 0;
            if (looks >= silentFrom) {
                throw new TrafficFailure("the proxy does not answer");
            }
            int bad = pool.equals(V2) ? fails.of(looks, pool) : 0;
            int more = pool.equals(V2) ? requests : requests * 9;
            Answered answered = new Answered(0, more - bad, 0, 0, bad);
            Counts now =
                    counts.getOrDefault(pool, Counts.NONE).plus(new Counts(answered, 0, 0, 0, Optional.empty(), 0, 0));
            counts.put(pool, now);
            return Optional.of(now);
        }

        @Override
        public Live read() {
            RoutePlan plan = RoutePlan.only(V1, List.of(Endpoint.local(1)))
                    .with(V2, List.of(Endpoint.local(2)))
                    .shifted(V2, 100);
            return new Live(plan, 1);
        }

        @Override
        public Can can() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Applying apply(RoutePlan plan, long generation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Draining drain(PoolId pool, Duration requestsFor, Duration streamsFor) {
            throw new UnsupportedOperationException();
        }
    }
}
