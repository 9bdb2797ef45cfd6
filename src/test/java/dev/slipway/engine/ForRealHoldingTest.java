package dev.slipway.engine;

import static dev.slipway.engine.SmallBooks.PAUSES;
import static dev.slipway.engine.SmallBooks.TWO_STEPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Operator;
import dev.slipway.engine.Desk.Attendance;
import dev.slipway.engine.Desk.Claim;
import dev.slipway.engine.ForReal.Played;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Journal.Verification;
import dev.slipway.operations.Request;
import dev.slipway.run.Event;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may move a run, and whether its record is whole. */
class ForRealHoldingTest {
    private static final Operator ANNA = new Operator("anna");

    @TempDir
    Path folder;

    @Test
    void a_second_run_of_the_same_service_is_refused_while_the_first_waits() throws Exception {
        try (ForReal slipway = ForReal.of(folder, PAUSES, TWO_STEPS)) {
            Played paused = slipway.play("release");

            assertThat(slipway.begin("release", Map.of()))
                    .isInstanceOfSatisfying(
                            Desk.Start.Locked.class,
                            locked -> assertThat(locked.by().run().id()).isEqualTo(paused.id()));

            slipway.goOn(paused.id(), new Request.Abort(ANNA, ""));
            assertThat(slipway.begin("release", Map.of())).isInstanceOf(Desk.Start.Begun.class);
        }
    }

    @Test
    void a_run_whose_holder_lives_is_not_taken_from_it() throws Exception {
        try (ForReal slipway = ForReal.of(folder, TWO_STEPS);
                ForReal second = slipway.another(new Holder("ben", "here", "boot-1", 1, Instant.EPOCH))) {
            try (Mover mover = slipway.started("release", Map.of())) {
                assertThat(second.desk().take(mover.id(), Claim.FROM_THE_DEAD, Attendance.UNATTENDED, Lookout.none()))
                        .isInstanceOfSatisfying(
                                Desk.Take.Held.class,
                                held -> assertThat(held.alive()).isEqualTo(new Liveness.Alive()));
            }
            assertThat(second.desk()
                            .take(
                                    slipway.desk().runs(1).getFirst().id(),
                                    Claim.FROM_THE_DEAD,
                                    Attendance.UNATTENDED,
                                    Lookout.none()))
                    .isInstanceOf(Desk.Take.Taken.class);
        }
    }

    @Test
    void a_run_whose_holder_is_dead_is_taken_over_and_the_dead_can_write_no_more() throws Exception {
        Holder dead = new Holder("ben", "here", "boot-0", 4711, Instant.EPOCH);
        try (ForReal slipway = ForReal.of(folder, TWO_STEPS.replace("[ -e mended ]", "true"));
                ForReal crashed = slipway.another(dead)) {
            Mover left = crashed.started("release", Map.of());

            Played played = slipway.goOn(left.id());

            assertThat(Story.of(played.shown().events())).endsWith("second succeeded", "ended succeeded");
            assertThat(left.move(Mover.Patience.LEAVE)).isEqualTo(Mover.Stop.LOST);
        }
    }

    @Test
    void a_machine_that_changed_its_name_takes_over_from_its_own_dead() throws Exception {
        Holder dead = new Holder("ben", "as-it-was-called", "boot-1", Long.MAX_VALUE, Instant.EPOCH);
        try (ForReal slipway = ForReal.of(folder, TWO_STEPS.replace("[ -e mended ]", "true"));
                ForReal crashed = slipway.another(dead)) {
            Mover left = crashed.started("release", Map.of());

            assertThat(Story.of(slipway.goOn(left.id()).shown().events())).endsWith("ended succeeded");
        }
    }

    @Test
    void a_holder_on_another_host_is_never_taken_for_dead() throws Exception {
        Holder far = new Holder("ben", "far-away", "boot-7", 4711, Instant.EPOCH);
        try (ForReal slipway = ForReal.of(folder, TWO_STEPS);
                ForReal other = slipway.another(far);
                Mover mover = other.started("release", Map.of())) {
            assertThat(slipway.desk().take(mover.id(), Claim.FROM_THE_DEAD, Attendance.UNATTENDED, Lookout.none()))
                    .isInstanceOfSatisfying(
                            Desk.Take.Held.class,
                            held -> assertThat(held.alive()).isEqualTo(new Liveness.Elsewhere("far-away")));
        }
    }

    @Test
    void the_record_of_a_run_verifies() throws Exception {
        try (ForReal slipway = ForReal.of(folder, TWO_STEPS)) {
            Played played = slipway.play("release");

            assertThat(slipway.desk().verify(played.id())).isInstanceOf(Verification.Sound.class);
            assertThat(played.shown().events().getLast().event()).isInstanceOf(Event.RunEnded.class);
        }
    }
}
