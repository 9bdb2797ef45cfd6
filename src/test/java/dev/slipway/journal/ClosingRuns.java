package dev.slipway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Journal.Appending;
import dev.slipway.hands.Journal.Granting;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.NewRun;
import dev.slipway.hands.Journal.RunRow;
import dev.slipway.hands.Journal.Takeover;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run that has ended takes nothing more. */
interface ClosingRuns extends OneJournal {

    @Test
    default void closing_appends_frees_the_lock_and_marks_the_end() {
        Lease lease = granted(journal().open(new NewRun(RUN, "{}", Optional.of("x"), List.of("one")), ANNA));
        Instant end = clock().forward(Duration.ofMinutes(5));

        assertThat(journal().close(lease, 1, List.of("ended"))).isEqualTo(new Appending.Appended(2));

        RunRow row = journal().run(RUN).orElseThrow();
        assertThat(row.ended()).contains(end);
        assertThat(row.lease()).isEmpty();
        assertThat(row.lock()).contains("x");
        assertThat(journal().locked("x")).isEmpty();
        assertThat(texts(RUN)).containsExactly("one", "ended");
        granted(journal().open(new NewRun(OTHER, "{}", Optional.of("x"), List.of()), BEN));
        assertThat(journal().locked("x").map(RunRow::id)).contains(OTHER);
    }

    @Test
    default void an_ended_run_takes_no_entry_no_lease_and_no_ask() {
        Lease lease = opened(RUN, "one");
        journal().ask(RUN, "too late");
        journal().close(lease, 1, List.of("ended"));

        assertThat(journal().append(lease, 2, List.of("more"), List.of())).isEqualTo(new Appending.LeaseLost());
        assertThat(journal().close(lease, 2, List.of("more"))).isEqualTo(new Appending.LeaseLost());
        assertThat(journal().lease(RUN, BEN, new Takeover.Never())).isEqualTo(new Granting.Ended());
        assertThat(journal().lease(RUN, BEN, new Takeover.From(lease))).isEqualTo(new Granting.Ended());
        assertThat(journal().renew(lease)).isFalse();
        assertThat(journal().ask(RUN, "pause")).isEmpty();
        assertThat(journal().asks(RUN)).isEmpty();
        assertThat(texts(RUN)).containsExactly("one", "ended");
    }

    @Test
    default void a_run_is_not_closed_at_a_position_that_has_moved() {
        Lease lease = granted(journal().open(new NewRun(RUN, "{}", Optional.of("x"), List.of("one", "two")), ANNA));

        assertThat(journal().close(lease, 1, List.of("ended"))).isEqualTo(new Appending.Moved(2));
        assertThat(journal().run(RUN).orElseThrow().ended()).isEmpty();
        assertThat(journal().locked("x").map(RunRow::id)).contains(RUN);
    }
}
