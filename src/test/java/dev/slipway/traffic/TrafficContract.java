package dev.slipway.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Traffic;
import dev.slipway.hands.Traffic.Applying;
import dev.slipway.hands.Traffic.Draining;
import dev.slipway.hands.Traffic.Feature;
import dev.slipway.hands.Traffic.Live;
import dev.slipway.route.Counts;
import dev.slipway.route.Mode;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.traffic.Load.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every driver passes this before its real proxy. What a proxy cannot do, it must refuse and change nothing. */
@Tag("real")
public abstract class TrafficContract extends LosslessContract {

    protected static final PoolId BLUE = new PoolId("blue");
    protected static final PoolId GREEN = new PoolId("green");
    private static final Duration SHORT = Duration.ofMillis(200);

    /** The name of the pin that every proxy is configured for. */
    private static final String PIN = "X-Slipway-Pin";

    @Test
    void nobody_is_served_before_the_first_plan() throws Exception {
        assertThat(front.driver().read()).isEqualTo(new Live(RoutePlan.EMPTY, 0));
        assertThat(asked("/").status()).isEqualTo(503);
    }

    @Test
    void what_was_applied_is_read_back_by_whoever_asks() throws Exception {
        List<RoutePlan> plans = new ArrayList<>();
        RoutePlan blue = RoutePlan.only(BLUE, List.of(backend("blue").endpoint()));
        plans.add(blue);
        RoutePlan both = blue.with(
                GREEN, List.of(backend("green").endpoint(), backend("green").endpoint()));
        plans.add(both);
        if (can(Feature.SHARES)) {
            plans.add(both.shifted(GREEN, 10));
            plans.add(both.shifted(GREEN, 375));
            plans.add(both.shifted(GREEN, 999));
        }
        if (can(Feature.PINS)) {
            plans.add(both.pinned(
                    List.of(new Pin(Pin.Kind.HEADER, PIN, "one", GREEN), new Pin(Pin.Kind.HEADER, PIN, "a-2", BLUE))));
        }
        if (can(Feature.MAINTENANCE)) {
            plans.add(both.in(new Mode.Maintenance(503, "", Duration.ZERO, List.of())));
            plans.add(both.in(new Mode.Maintenance(503, "<h1>Back soon</h1>\n", Duration.ofMinutes(2), List.of())));
        }
        plans.add(both.shifted(GREEN, 1000));
        plans.add(both.shifted(GREEN, 1000).without(BLUE));

        long generation = 0;
        for (RoutePlan plan : plans) {
            Live expected = new Live(plan, ++generation);
            assertThat(front.driver().apply(plan, generation - 1)).isEqualTo(new Applying.Applied(expected));
            assertThat(front.driver().read()).isEqualTo(expected);
        }
    }

    @Test
    void a_plan_made_from_an_older_state_changes_nothing() throws Exception {
        Live blue = serve(backend("blue"));
        RoutePlan other = RoutePlan.only(GREEN, List.of(backend("green").endpoint()));

        assertThat(front.driver().apply(other, blue.generation() - 1)).isEqualTo(new Applying.Outdated(blue));
        assertThat(front.driver().apply(other, blue.generation() + 1)).isEqualTo(new Applying.Outdated(blue));
        assertThat(front.driver().read()).isEqualTo(blue);
        assertThat(asked("/").body()).isEqualTo("blue");
    }

    @Test
    void of_writers_that_saw_the_same_state_one_wins() throws Exception {
        Live first = serve(backend("blue"));
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> turns = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                turns.add(() -> {
                    int applied = 0;
                    while (applied < 5) {
                        Live live = front.driver().read();
                        Applying answer = front.driver().apply(live.plan(), live.generation());
                        applied += answer instanceof Applying.Applied ? 1 : 0;
                    }
                    return applied;
                });
            }
            for (Future<Integer> writer : writers.invokeAll(turns)) {
                assertThat(writer.get()).isEqualTo(5);
            }
        }

        assertThat(front.driver().read()).isEqualTo(new Live(first.plan(), first.generation() + 15));
    }

    @Test
    void what_the_proxy_cannot_do_is_refused_and_changes_nothing() throws Exception {
        for (Feature feature : Wishes.FEATURES) {
            assertThat(refuses(feature)).isNotEqualTo(can(feature));
        }
    }

    @Test
    void shares_come_out_as_they_were_given() throws Exception {
        if (refuses(Feature.SHARES)) {
            return;
        }
        Live blue = serve(backend("blue"));
        RoutePlan both = blue.plan().with(GREEN, List.of(backend("green").endpoint()));
        Live live = blue;
        for (int permille : List.of(50, 250, 1000)) {
            live = apply(both.shifted(GREEN, permille), live);
            int requests = 1500;
            int green = 0;
            for (int i = 0; i < requests; i++) {
                green += asked("/").body().equals("green") ? 1 : 0;
            }
            double expected = requests * permille / 1000.0;
            // Five standard deviations: one in a million by chance.
            double tolerance = 5 * Math.sqrt(expected * (1 - permille / 1000.0));
            assertThat((double) green).isBetween(expected - tolerance, expected + tolerance);
        }
    }

    @Test
    void the_endpoints_of_a_version_share_its_requests() throws Exception {
        Backend one = backend("one");
        Backend two = backend("two");
        apply(
                RoutePlan.only(BLUE, List.of(one.endpoint(), two.endpoint())),
                front.driver().read());

        Map<String, Integer> answers = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            answers.merge(asked("/").body(), 1, Integer::sum);
        }
        assertThat(answers)
                .hasSize(2)
                .allSatisfy((_, count) -> assertThat(count).isBetween(60, 140));
    }

    @Test
    void a_pin_leads_to_its_version_and_any_other_value_nowhere_else() throws Exception {
        if (refuses(Feature.PINS)) {
            return;
        }
        Live blue = serve(backend("blue"));
        RoutePlan both = blue.plan().with(GREEN, List.of(backend("green").endpoint()));
        Live pinned = apply(both.pinned(List.of(new Pin(Pin.Kind.HEADER, PIN, "a1b2", GREEN))), blue);

        assertThat(asked("/", PIN + ": a1b2").body()).isEqualTo("green");
        for (String other :
                List.of("a1b", "a1b22", "../a1b2", "..", ".", "mode", "a1b2/", "%00", "a b", "header:a1b2")) {
            assertThat(asked("/", PIN + ": " + other).body()).isEqualTo("blue");
        }
        apply(pinned.plan().pinned(List.of()), pinned);
        assertThat(asked("/", PIN + ": a1b2").body()).isEqualTo("blue");
    }

    @Test
    void in_maintenance_everybody_gets_the_page_and_then_is_served_again() throws Exception {
        if (refuses(Feature.MAINTENANCE)) {
            return;
        }
        Live blue = serve(backend("blue"));
        Mode closed = new Mode.Maintenance(503, "<h1>Back \"soon\" 100%</h1>", Duration.ofSeconds(90), List.of());
        Live live = apply(blue.plan().in(closed), blue);

        Answer answer = asked("/any/path?x=1");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("<h1>Back \"soon\" 100%</h1>");
        assertThat(answer.headers()).containsEntry("retry-after", "90");
        assertThat(answer.headers().get("content-type")).startsWith("text/html");
        assertThat(Answer.to(front.port(), "POST", "/").status()).isEqualTo(503);

        apply(live.plan().in(new Mode.Serve()), live);
        assertThat(asked("/").body()).isEqualTo("blue");
    }

    @Test
    void a_version_is_drained_only_when_its_last_request_is_answered() throws Exception {
        Live blue = serve(backend("blue"));
        try (ExecutorService client = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> slow = client.submit(() -> asked("/?held=1"));
            inFlight(BLUE);
            Live both = apply(blue.plan().with(GREEN, List.of(backend("green").endpoint())), blue);
            Live green = apply(both.plan().shifted(GREEN, 1000), both);

            Draining early = front.driver().drain(BLUE, SHORT, SHORT);
            assertThat(early).isInstanceOf(Draining.Remaining.class);
            assertThat(((Draining.Remaining) early).count()).isEqualTo(1);
            assertThat(slow.isDone()).isFalse();
            release(blue);
            assertThat(front.driver().drain(BLUE, LONG, LONG)).isEqualTo(new Draining.Drained());
            assertThat(slow.get().body()).isEqualTo("blue");

            apply(green.plan().without(BLUE), green);
            assertThat(front.driver().drain(BLUE, SHORT, SHORT)).isEqualTo(new Draining.Drained());
        }
    }

    /** Directly, whatever the proxy does. */
    private static void release(Live live) throws IOException {
        Answer.to(live.plan().shares().getFirst().endpoints().getFirst().port(), "GET", "/?release=1");
    }

    /** Until the proxy says that a request is there. */
    private void inFlight(PoolId pool) throws Exception {
        Servers.until(() -> front.driver().observe(pool).orElseThrow().inFlight() == 1);
    }

    @Test
    void a_version_that_is_closed_for_maintenance_can_be_drained() throws Exception {
        if (refuses(Feature.MAINTENANCE)) {
            return;
        }
        Live blue = serve(backend("blue"));
        try (ExecutorService client = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> slow = client.submit(() -> asked("/?held=1"));
            inFlight(BLUE);
            apply(blue.plan().in(new Mode.Maintenance(503, "", Duration.ZERO, List.of())), blue);

            assertThat(front.driver().drain(BLUE, SHORT, SHORT)).isInstanceOf(Draining.Remaining.class);
            release(blue);
            assertThat(front.driver().drain(BLUE, LONG, LONG)).isEqualTo(new Draining.Drained());
            assertThat(slow.get().body()).isEqualTo("blue");
        }
    }

    @Test
    void each_versions_requests_are_counted_by_what_came_of_them() throws Exception {
        assertThat(can(Feature.COUNTS)).as("every proxy counts").isTrue();
        Backend doomed = backend("green");
        Live blue = serve(backend("blue"));
        Live green = apply(blue.plan().with(GREEN, List.of(doomed.endpoint())).shifted(GREEN, 1000), blue);
        Traffic driver = front.driver();
        Counts before = driver.observe(GREEN).orElseThrow();
        for (String path : List.of("/", "/", "/", "/?answer=302", "/?answer=404", "/?answer=500", "/?answer=503")) {
            asked(path);
        }
        doomed.kill();
        asked("/");

        Counts counted = settled(driver, before, 8);
        assertThat(counted.answered()).isEqualTo(new Counts.Answered(0, 3, 1, 1, 2));
        assertThat(counted.unreachable()).isEqualTo(1);
        assertThat(counted.broken()).isZero();
        assertThat(counted.latency().map(times -> times.total()))
                .isEqualTo(can(Feature.LATENCY) ? Optional.of(7L) : Optional.empty());
        assertThat(driver.observe(BLUE).orElseThrow().requests()).isZero();
        assertThat(front.driver().observe(GREEN)).isEqualTo(driver.observe(GREEN));
        assertThat(driver.observe(new PoolId("nobody"))).isEmpty();

        Live back = apply(green.plan().shifted(BLUE, 1000), green);
        apply(back.plan().without(GREEN), back);
        assertThat(driver.observe(GREEN)).isEmpty();
    }

    /** A proxy counts a request after it was answered. */
    private static Counts settled(Traffic driver, Counts before, long requests) throws Exception {
        Servers.until(() -> since(driver, before).requests() >= requests);
        return since(driver, before);
    }

    private static Counts since(Traffic driver, Counts before) throws InterruptedException {
        return driver.observe(GREEN).orElseThrow().since(before).orElseThrow();
    }

    @Test
    void every_call_may_be_made_again_by_one_who_does_not_know_that_it_was_made() throws Exception {
        Live blue = serve(backend("blue"));
        Backend next = backend("green");
        RoutePlan with = blue.plan().with(GREEN, List.of(next.endpoint()));
        RoutePlan shifted = with.shifted(GREEN, 1000);
        List<RoutePlan> steps = List.of(with, shifted, shifted.without(BLUE));

        Live before = blue;
        for (RoutePlan step : steps) {
            Live now = apply(step, before);
            // The same once more, by one who does not know that it was done: it is told what is live.
            assertThat(front.driver().apply(step, before.generation())).isEqualTo(new Applying.Outdated(now));
            assertThat(front.driver().read().plan()).isEqualTo(step);
            Live again = apply(step, now);
            assertThat(again).isEqualTo(new Live(step, now.generation() + 1));
            PoolId idle = step.equals(with) ? GREEN : BLUE;
            assertThat(front.driver().drain(idle, LONG, SHORT)).isEqualTo(new Draining.Drained());
            assertThat(front.driver().drain(idle, LONG, SHORT)).isEqualTo(new Draining.Drained());
            before = again;
        }
        assertThat(asked("/").body()).isEqualTo("green");
    }
}
