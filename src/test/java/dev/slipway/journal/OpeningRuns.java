package dev.slipway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.RunId;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.LeaseRow;
import dev.slipway.hands.Journal.NewRun;
import dev.slipway.hands.Journal.Opening;
import dev.slipway.hands.Journal.RunRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run is opened under a name and a lock that no other has. */
interface OpeningRuns extends OneJournal {

    @Test
    default void a_run_is_opened_with_its_first_entries_and_its_lease() {
        Lease lease = opened(RUN, "one", "two");

        assertThat(lease).isEqualTo(new Lease(RUN, 1, ANNA));
        assertThat(texts(RUN)).containsExactly("one", "two");
    }

    @Test
    default void the_row_of_a_run_says_all_that_it_was_opened_with_to_the_nanosecond() {
        NewRun run = new NewRun(RUN, "{\"title\":\"Höhe 🚢\"}", Optional.of("planner production"), List.of("one"));
        Lease lease = granted(journal().open(run, ANNA));

        Instant now = clock().instant();
        assertThat(journal().run(RUN))
                .contains(new RunRow(
                        RUN,
                        "{\"title\":\"Höhe 🚢\"}",
                        Optional.of("planner production"),
                        now,
                        Optional.empty(),
                        Optional.of(new LeaseRow(lease, now, now))));
        assertThat(another().run(RUN)).isEqualTo(journal().run(RUN));
    }

    @Test
    default void a_name_that_is_taken_is_refused_and_nothing_changes() {
        opened(RUN, "one");

        assertThat(journal().open(new NewRun(RUN, "{}", Optional.of("x"), List.of("other")), BEN))
                .isEqualTo(new Opening.NameTaken());
        assertThat(texts(RUN)).containsExactly("one");
        assertThat(journal().locked("x")).isEmpty();
    }

    @Test
    default void a_second_run_of_a_lock_is_told_who_holds_it_and_leaves_nothing() {
        granted(journal().open(new NewRun(RUN, "{}", Optional.of("planner production"), List.of("one")), ANNA));

        Opening second =
                another().open(new NewRun(OTHER, "{}", Optional.of("planner production"), List.of("one")), BEN);

        RunRow holds = journal().run(RUN).orElseThrow();
        assertThat(second).isEqualTo(new Opening.Locked(holds));
        assertThat(holds.lease().orElseThrow().lease().holder()).isEqualTo(ANNA);
        assertThat(journal().run(OTHER)).isEmpty();
        assertThat(journal().read(OTHER, 0, 10)).isEmpty();
    }

    @Test
    default void a_lock_that_is_held_is_said_before_a_name_that_is_taken() {
        NewRun run = new NewRun(RUN, "{}", Optional.of("planner production"), List.of());
        granted(journal().open(run, ANNA));

        assertThat(journal().open(run, BEN)).isInstanceOf(Opening.Locked.class);
    }

    @Test
    default void other_locks_and_runs_without_a_lock_are_free() {
        granted(journal().open(new NewRun(RUN, "{}", Optional.of("planner production"), List.of()), ANNA));
        granted(journal().open(new NewRun(OTHER, "{}", Optional.of("planner staging"), List.of()), ANNA));
        opened(new RunId("r8k3f4"));
        opened(new RunId("r8k3f5"));

        assertThat(journal().locked("planner production").map(RunRow::id)).contains(RUN);
        assertThat(journal().locked("planner staging").map(RunRow::id)).contains(OTHER);
        assertThat(journal().locked("portal production")).isEmpty();
    }

    @Test
    default void a_lock_stays_with_its_run_while_nobody_moves_it() {
        journal().release(granted(journal().open(new NewRun(RUN, "{}", Optional.of("x"), List.of()), ANNA)));

        assertThat(journal().open(new NewRun(OTHER, "{}", Optional.of("x"), List.of()), BEN))
                .isEqualTo(new Opening.Locked(journal().run(RUN).orElseThrow()));
        assertThat(journal().run(RUN).orElseThrow().lease()).isEmpty();
    }

    @Test
    default void of_many_that_want_one_lock_at_once_exactly_one_gets_it() throws Exception {
        List<Opening> answers = atOnce(
                8,
                (beside, i) -> beside.open(
                        new NewRun(new RunId("r0000" + i), "{}", Optional.of("planner production"), List.of("one")),
                        ANNA));

        assertThat(answers).filteredOn(Opening.Opened.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Opening.Locked.class::isInstance).hasSize(7);
        assertThat(journal().runs(100)).hasSize(1);
    }

    @Test
    default void of_many_that_want_one_name_at_once_exactly_one_gets_it() throws Exception {
        List<Opening> answers = atOnce(
                8, (beside, i) -> beside.open(new NewRun(RUN, "{}", Optional.empty(), List.of("by " + i)), ANNA));

        assertThat(answers).filteredOn(Opening.Opened.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Opening.NameTaken.class::isInstance).hasSize(7);
        assertThat(texts(RUN)).hasSize(1);
    }
}
