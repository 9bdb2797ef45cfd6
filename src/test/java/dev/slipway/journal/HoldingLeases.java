package dev.slipway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.RunId;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Appending;
import dev.slipway.hands.Journal.Entry;
import dev.slipway.hands.Journal.Granting;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.LeaseRow;
import dev.slipway.hands.Journal.Takeover;
import dev.slipway.hands.Journal.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At most one hand moves a run; who lost the right moves nothing. */
interface HoldingLeases extends OneJournal {

    @Test
    default void a_lease_in_force_is_not_granted_to_another_who_is_told_who_has_it() {
        Lease lease = opened(RUN);
        Instant since = clock().instant();
        Instant renewed = clock().forward(Duration.ofSeconds(5));
        journal().renew(lease);

        assertThat(another().lease(RUN, BEN, new Takeover.Never()))
                .isEqualTo(new Granting.Held(new LeaseRow(lease, since, renewed)));
    }

    @Test
    default void a_lease_in_force_is_not_granted_to_its_own_holder_either() {
        Lease lease = opened(RUN);

        assertThat(journal().lease(RUN, ANNA, new Takeover.Never())).isInstanceOf(Granting.Held.class);
        assertThat(journal().renew(lease)).isTrue();
    }

    @Test
    default void a_released_lease_is_granted_with_a_higher_epoch() {
        Lease lease = opened(RUN);
        journal().release(lease);
        Instant now = clock().forward(Duration.ofHours(1));

        Lease next = granted(journal().lease(RUN, BEN, new Takeover.Never()));

        assertThat(next).isEqualTo(new Lease(RUN, 2, BEN));
        assertThat(journal().run(RUN).orElseThrow().lease()).contains(new LeaseRow(next, now, now));
    }

    @Test
    default void a_run_that_is_not_there_has_no_lease() {
        assertThat(journal().lease(RUN, ANNA, new Takeover.Never())).isEqualTo(new Granting.NoSuchRun());
        assertThat(journal().append(new Lease(RUN, 1, ANNA), 0, List.of("x"), List.of()))
                .isEqualTo(new Appending.LeaseLost());
    }

    @Test
    default void a_takeover_replaces_the_lease_that_was_looked_at_and_no_other() {
        Lease first = opened(RUN);
        Lease second = granted(journal().lease(RUN, BEN, new Takeover.From(first)));

        assertThat(second.epoch()).isEqualTo(2);
        assertThat(journal().lease(RUN, ANNA, new Takeover.From(first))).isInstanceOf(Granting.Held.class);
        assertThat(granted(journal().lease(RUN, ANNA, new Takeover.From(second)))
                        .epoch())
                .isEqualTo(3);
    }

    @Test
    default void who_was_silent_and_has_been_heard_since_is_not_replaced() {
        Lease first = opened(RUN);
        LeaseRow silent = journal().run(RUN).orElseThrow().lease().orElseThrow();
        clock().forward(Duration.ofMinutes(2));
        assertThat(another().renew(first)).isTrue();
        assertThat(journal().lease(RUN, BEN, new Takeover.Unheard(silent))).isInstanceOf(Granting.Held.class);

        LeaseRow again = journal().run(RUN).orElseThrow().lease().orElseThrow();
        assertThat(granted(journal().lease(RUN, BEN, new Takeover.Unheard(again)))
                        .epoch())
                .isEqualTo(2);
    }

    @Test
    default void a_lost_lease_appends_closes_and_renews_nothing() {
        Lease old = opened(RUN, "one");
        Lease present = granted(another().lease(RUN, BEN, new Takeover.From(old)));

        assertThat(journal().append(old, 1, List.of("x"), List.of())).isEqualTo(new Appending.LeaseLost());
        assertThat(journal().append(old, 7, List.of("x"), List.of())).isEqualTo(new Appending.LeaseLost());
        assertThat(journal().close(old, 1, List.of("x"))).isEqualTo(new Appending.LeaseLost());
        assertThat(journal().renew(old)).isFalse();
        journal().release(old);

        assertThat(journal().run(RUN).orElseThrow().lease().map(LeaseRow::lease))
                .contains(present);
        assertThat(texts(RUN)).containsExactly("one");
    }

    @Test
    default void many_leases_are_renewed_at_once_and_the_lost_ones_said() {
        Lease lost = opened(RUN);
        Lease held = opened(OTHER);
        granted(another().lease(RUN, BEN, new Takeover.From(lost)));
        Instant now = clock().forward(Duration.ofSeconds(5));

        assertThat(journal().renew(List.of(lost, held))).containsExactly(lost);
        assertThat(journal().run(OTHER).orElseThrow().lease().orElseThrow().renewed())
                .isEqualTo(now);
        assertThat(journal().renew(List.of())).isEmpty();
    }

    @Test
    default void a_released_lease_appends_nothing() {
        Lease lease = opened(RUN, "one");
        journal().release(lease);

        assertThat(journal().append(lease, 1, List.of("x"), List.of())).isEqualTo(new Appending.LeaseLost());
        assertThat(journal().renew(lease)).isFalse();
    }

    @Test
    default void of_many_that_take_over_a_dead_lease_at_once_exactly_one_gets_it() throws Exception {
        Lease dead = opened(RUN);

        List<Granting> answers = atOnce(8, (beside, _) -> beside.lease(RUN, BEN, new Takeover.From(dead)));

        assertThat(answers).filteredOn(Granting.Granted.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Granting.Held.class::isInstance).hasSize(7);
    }

    @Test
    default void whoever_writes_while_another_takes_over_writes_nothing_after_it() throws Exception {
        for (int round = 0; round < 10; round++) {
            RunId run = new RunId("r0000" + round);
            Lease old = opened(run);
            List<Long> ends = atOnce(2, (beside, i) -> i == 0 ? writeUntilLost(beside, old) : takeOver(beside, old));

            List<Entry> entries = journal().read(run, 0, Integer.MAX_VALUE);
            long lastOfOld = ends.get(0);
            long firstOfNew = ends.get(1);
            assertThat(firstOfNew).isEqualTo(lastOfOld + 1);
            assertThat(entries).hasSize((int) firstOfNew);
            assertThat(entries.subList(0, (int) lastOfOld))
                    .extracting(Entry::text)
                    .containsOnly("old");
            assertThat(entries.getLast().text()).isEqualTo("new");
            assertThat(journal().verify(run)).isInstanceOf(Verification.Sound.class);
        }
    }

    /** Returns the number of the last entry that it was told was written, or 0. */
    private long writeUntilLost(Journal beside, Lease lease) {
        long last = 0;
        while (beside.append(lease, last, List.of("old"), List.of()) instanceof Appending.Appended(long now)) {
            last = now;
        }
        return last;
    }

    private long takeOver(Journal beside, Lease old) {
        while (beside.read(old.run(), 2, 1).isEmpty()) {
            Thread.onSpinWait();
        }
        Lease lease = granted(beside.lease(old.run(), BEN, new Takeover.From(old)));
        long end = beside.read(old.run(), 0, Integer.MAX_VALUE).getLast().seq();
        assertThat(beside.append(lease, end, List.of("new"), List.of())).isEqualTo(new Appending.Appended(end + 1));
        return end + 1;
    }
}
