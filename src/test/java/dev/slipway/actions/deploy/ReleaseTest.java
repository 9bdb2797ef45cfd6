package dev.slipway.actions.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.actions.deploy.Goal.Leaving;
import dev.slipway.actions.deploy.Goal.Manner;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows what in a release, and that it follows whatever is cut short in between. */
class ReleaseTest {
    private static final PoolId V1 = new PoolId("v1");
    private static final PoolId V2 = new PoolId("v2");
    private static final Pin PIN = new Pin(Pin.Kind.HEADER, "X-Slipway-Pin", "secret", V2);
    private static final List<Stage> CANARY = Stage.parse(List.of("5% for 1m", "25% for 5m", "100%"));

    private static Goal forward(Manner manner, int instances) {
        return new Goal(V2, instances, manner, Optional.of(V1), Optional.of(PIN), true, Leaving.KEPT_WARM);
    }

    private static Goal back(Manner manner, int instances) {
        return new Goal(V1, instances, manner, Optional.of(V2), Optional.empty(), false, Leaving.STOPPED);
    }

    private static Manner staged(List<Stage> stages) {
        return new Manner.Staged(stages);
    }

    @Test
    void a_blue_green_release_shifts_only_what_is_ready_and_tried() {
        ModelWorld world = ModelWorld.serving("v1", 1);

        world.release(forward(staged(List.of(Stage.ALL_AT_ONCE)), 1), Set.of());

        assertThat(world.moves())
                .containsExactly(
                        "start shop v2 (1)",
                        "ready [1]",
                        "v2 is behind the front, without a share",
                        "probe",
                        "smoke",
                        "100 % of the requests to v2",
                        "no pin is needed any more",
                        "drain v1",
                        "retire shop v1 (1)");
        assertThat(world.running()).containsExactlyInAnyOrder("v2", "v1 warm");
    }

    @Test
    void a_canary_is_watched_at_each_share_before_it_gets_more() {
        ModelWorld world = ModelWorld.serving("v1", 1);

        world.release(forward(staged(CANARY), 1), Set.of());

        assertThat(world.moves().subList(4, 10))
                .containsExactly(
                        "smoke",
                        "5 % of the requests to v2",
                        "observe 50",
                        "25 % of the requests to v2",
                        "observe 250",
                        "100 % of the requests to v2");
    }

    @Test
    void a_rolling_release_replaces_one_batch_after_the_other() {
        ModelWorld world = ModelWorld.serving("v1", 3);

        world.release(
                new Goal(V2, 3, new Manner.Rolling(2), Optional.of(V1), Optional.of(PIN), true, Leaving.STOPPED),
                Set.of());

        assertThat(world.moves())
                .containsExactly(
                        "start shop v2 (1)",
                        "start shop v2 (2)",
                        "ready [1, 2]",
                        "v2 is behind the front, without a share",
                        "probe",
                        "smoke",
                        "2 of 3 are v2 now",
                        "drain shop v1 (1)",
                        "stop shop v1 (1)",
                        "drain shop v1 (2)",
                        "stop shop v1 (2)",
                        "start shop v2 (3)",
                        "ready [3]",
                        "3 of 3 are behind the front",
                        "3 of 3 are v2 now",
                        "no pin is needed any more",
                        "drain v1",
                        "stop shop v1 (3)",
                        "v1 is not behind the front any more");
        assertThat(world.running()).containsExactly("v2");
    }

    @Test
    void in_place_requests_wait_while_one_ends_and_the_other_begins() {
        ModelWorld world = ModelWorld.serving("v1", 1);

        world.release(forward(new Manner.InPlace(Duration.ofMinutes(1), 1000, false), 1), Set.of());

        assertThat(world.moves())
                .containsExactly(
                        "requests wait",
                        "drain v1",
                        "stop shop v1 (1)",
                        "start shop v2 (1)",
                        "ready [1]",
                        "smoke",
                        "all requests to v2");
        assertThat(world.plan()).isEqualTo(RoutePlan.only(V2, List.of(Endpoint.local(20_201))));
    }

    @Test
    void a_front_that_somebody_else_holds_is_still_held_after_a_release_in_place() {
        Mode held = new Mode.Hold(Duration.ofMinutes(5), 7);
        ModelWorld world = ModelWorld.serving("v1", 1).in(held);

        world.release(forward(new Manner.InPlace(Duration.ofMinutes(1), 1000, true), 1), Set.of());

        assertThat(world.plan())
                .isEqualTo(RoutePlan.only(V2, List.of(Endpoint.local(20_201))).in(held));
    }

    @Test
    void a_front_that_is_in_maintenance_stays_so_and_one_that_slipway_has_closed_is_opened() {
        Mode maintenance = new Mode.Maintenance(503, "Back soon.", Duration.ZERO, List.of());
        ModelWorld world = ModelWorld.serving("v1", 1).in(maintenance);
        world.release(forward(staged(CANARY), 1), Set.of());
        assertThat(world.plan().mode()).isEqualTo(maintenance);

        ModelWorld closed = ModelWorld.serving("v1", 1).in(Closing.closed());
        closed.release(forward(staged(CANARY), 1), Set.of());
        assertThat(closed.plan().mode()).isEqualTo(new Mode.Serve());
    }

    @Test
    void the_first_release_of_all_opens_the_front() {
        ModelWorld world = new ModelWorld(RoutePlan.EMPTY);

        world.release(
                new Goal(V2, 1, staged(CANARY), Optional.empty(), Optional.empty(), true, Leaving.KEPT_WARM), Set.of());

        assertThat(world.moves()).containsExactly("start shop v2 (1)", "ready [1]", "smoke", "all requests to v2");
        assertThat(world.plan().mode()).isEqualTo(new Mode.Serve());
    }

    @Test
    void taking_a_canary_back_is_one_shift() {
        ModelWorld world = ModelWorld.serving("v1", 1);
        Goal forward = forward(staged(CANARY), 1);
        while (!world.moves().contains("observe 250")) {
            world.advance(forward, 1);
        }
        world.crash();
        int before = world.moves().size();

        world.release(back(staged(List.of(Stage.ALL_AT_ONCE)), 1), Set.of());

        assertThat(world.moves().subList(before, world.moves().size()))
                .containsExactly(
                        "100 % of the requests to v1",
                        "no pin is needed any more",
                        "drain v2",
                        "stop shop v2 (1)",
                        "v2 is not behind the front any more");
    }

    @Test
    void what_was_left_at_no_share_by_earlier_releases_goes_when_the_next_comes() {
        ModelWorld world = ModelWorld.serving("v1", 1);
        RoutePlan old = world.plan().with(new PoolId("v0"), List.of(Endpoint.local(20_001)));
        ModelWorld with = new ModelWorld(old);

        assertThat(Release.next(forward(staged(CANARY), 1), ready(with.plan())))
                .isInstanceOfSatisfying(
                        Move.Steer.class,
                        steer -> assertThat(steer.wanted().shares())
                                .extracting(Share::pool)
                                .containsExactly(V1, V2));
    }

    private static World ready(RoutePlan plan) {
        ModelWorld side = ModelWorld.serving("v2", 1);
        World world = side.world(forward(staged(CANARY), 1));
        return new World(Optional.of(plan), world.mine(), List.of(), World.Checks.NONE.withReady(Set.of(1)));
    }

    record Way(String name, Supplier<ModelWorld> from, Goal goal, Goal undo) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> ways() {
        Manner all = staged(List.of(Stage.ALL_AT_ONCE));
        Manner inPlace = new Manner.InPlace(Duration.ofMinutes(1), 10, false);
        return Stream.of(
                new Way("blue-green", () -> ModelWorld.serving("v1", 1), forward(all, 1), back(all, 1)),
                new Way("two instances", () -> ModelWorld.serving("v1", 2), forward(all, 2), back(all, 2)),
                new Way("canary", () -> ModelWorld.serving("v1", 1), forward(staged(CANARY), 1), back(all, 1)),
                new Way("in-place", () -> ModelWorld.serving("v1", 1), forward(inPlace, 1), back(inPlace, 1)),
                new Way("rolling", () -> ModelWorld.serving("v1", 3), rolling(1), back(all, 3)),
                new Way("rolling by two", () -> ModelWorld.serving("v1", 3), rolling(2), back(all, 3)));
    }

    private static Goal rolling(int batch) {
        return new Goal(V2, 3, new Manner.Rolling(batch), Optional.of(V1), Optional.of(PIN), true, Leaving.STOPPED);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void killed_at_any_two_points_it_comes_to_the_same_end(Way way) {
        ModelWorld calm = way.from().get();
        calm.release(way.goal(), Set.of());

        for (int first = 0; first <= calm.moves().size(); first++) {
            for (int second = first; second <= calm.moves().size() + 8; second++) {
                ModelWorld world = way.from().get();
                world.release(way.goal(), new HashSet<>(List.of(first, second)));
                assertThat(world.plan()).as(first + ", " + second).isEqualTo(calm.plan());
                assertThat(world.running()).isEqualTo(calm.running());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void taken_back_at_any_point_and_killed_at_any_point_of_that_it_is_as_before(Way way) {
        for (int until = 0; ; until++) {
            ModelWorld half = way.from().get();
            boolean whole = forward(half, way.goal(), until);
            for (int crash = 0; crash < 14; crash++) {
                ModelWorld world = way.from().get();
                RoutePlan before = world.plan();
                forward(world, way.goal(), until);
                world.crash();
                world.release(way.undo(), Set.of(crash));
                assertThat(sorted(world.plan()))
                        .as(until + ", " + crash + " " + world.moves())
                        .isEqualTo(sorted(before));
                assertThat(world.running()).as(until + ", " + crash).containsExactly("v1");
            }
            if (whole) {
                return;
            }
        }
    }

    /** In which order the instances of a version stand behind the front makes no difference. */
    private static List<String> sorted(RoutePlan plan) {
        List<String> all = new ArrayList<>();
        plan.shares()
                .forEach(share -> all.add(share.pool() + " " + share.permille() + " "
                        + share.endpoints().stream()
                                .map(Endpoint::toString)
                                .sorted()
                                .toList()));
        all.add(plan.mode() + " " + plan.pins());
        return all;
    }

    private static boolean forward(ModelWorld world, Goal goal, int moves) {
        return world.advance(goal, moves);
    }

    @Test
    void the_first_release_taken_back_at_any_point_leaves_a_closed_front() {
        Goal goal = new Goal(V2, 1, staged(CANARY), Optional.empty(), Optional.empty(), true, Leaving.KEPT_WARM);
        for (int until = 0; until <= 5; until++) {
            for (int crash = 0; crash < 6; crash++) {
                ModelWorld world = new ModelWorld(RoutePlan.EMPTY);
                world.advance(goal, until);
                world.crash();
                world.close(V2, Set.of(crash));
                assertThat(world.plan().shares()).isEmpty();
                assertThat(world.running()).isEmpty();
            }
        }
    }

    @Test
    void more_instances_taken_back_at_any_point_leave_those_of_before() {
        Goal goal = new Goal(V2, 3, staged(CANARY), Optional.empty(), Optional.empty(), true, Leaving.KEPT_WARM);
        for (int until = 0; until <= 7; until++) {
            for (int crash = 0; crash < 8; crash++) {
                ModelWorld world = ModelWorld.serving("v2", 1);
                RoutePlan before = world.plan();
                world.advance(goal, until);
                world.crash();
                world.narrow(V2, Set.of(1), Set.of(crash));
                assertThat(world.plan()).as(until + ", " + crash).isEqualTo(before);
                assertThat(world.instances()).containsExactly("shop v2 (1)");
            }
        }
    }

    @Test
    void the_only_instances_that_have_requests_do_not_end() {
        ModelWorld world = ModelWorld.serving("v2", 2);

        world.narrow(V2, Set.of(), Set.of());

        assertThat(world.moves()).isEmpty();
        assertThat(world.instances()).containsExactly("shop v2 (1)", "shop v2 (2)");
    }

    @Test
    void an_undo_after_the_old_version_has_ended_starts_it_again_first() {
        ModelWorld world = ModelWorld.serving("v1", 1);
        world.release(forward(staged(CANARY), 1), Set.of());
        world.end("v1");
        world.crash();
        int before = world.moves().size();

        world.release(back(staged(List.of(Stage.ALL_AT_ONCE)), 1), Set.of());

        assertThat(world.moves().subList(before, before + 3))
                .containsExactly("start shop v1 (1)", "ready [1]", "100 % of the requests to v1");
        assertThat(world.running()).containsExactly("v1");
    }

    @Test
    void steps_of_a_canary_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> Stage.parse(List.of("5% for 1m", "50%")))
                .hasMessage("'steps' ends with everything for the new version: '100%'");
        assertThatThrownBy(() -> Stage.parse(List.of("50% for 1m", "20%", "100%")))
                .hasMessage(
                        "'20%' gives the new version no more than the step before it: shares rise from step to step");
        assertThatThrownBy(() -> Stage.parse(List.of("a bit")))
                .hasMessage("'a bit' is not a step: write it as '5% for 1m'");
        assertThatThrownBy(() -> Stage.parse(List.of("0% for 1m", "100%")))
                .hasMessage("'0% for 1m' is not a step: it gives more than 0%, and at most 100%");
        assertThatThrownBy(() -> Stage.parse(List.of("5% for long", "100%")))
                .hasMessage("'long' is not a duration: write 90s, 5m or 1h30m");
    }
}
