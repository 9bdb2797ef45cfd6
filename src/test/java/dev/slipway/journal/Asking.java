package dev.slipway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Journal.Appending;
import dev.slipway.hands.Journal.Ask;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.Takeover;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of a run is kept until the run answers. */
interface Asking extends OneJournal {

    @Test
    default void asks_are_read_in_order_by_every_process_until_they_are_answered() {
        Lease lease = opened(RUN, "one");
        opened(OTHER);
        long first = another().ask(RUN, "pause").orElseThrow();
        long second = another().ask(RUN, "resume").orElseThrow();
        another().ask(OTHER, "abort");

        assertThat(second).isGreaterThan(first);
        assertThat(journal().asks(RUN)).containsExactly(new Ask(first, "pause"), new Ask(second, "resume"));
        journal().append(lease, 1, List.of("paused"), List.of(first));
        assertThat(journal().asks(RUN)).containsExactly(new Ask(second, "resume"));
        assertThat(journal().asks(OTHER)).extracting(Ask::text).containsExactly("abort");
    }

    @Test
    default void an_ask_stays_when_the_append_that_answers_it_is_refused() {
        Lease lease = opened(RUN, "one");
        long ask = journal().ask(RUN, "pause").orElseThrow();

        journal().append(lease, 0, List.of("paused"), List.of(ask));
        assertThat(journal().asks(RUN)).hasSize(1);

        granted(journal().lease(RUN, BEN, new Takeover.From(lease)));
        journal().append(lease, 1, List.of("paused"), List.of(ask));
        assertThat(journal().asks(RUN)).hasSize(1);
    }

    @Test
    default void only_asks_of_the_same_run_are_answered() {
        Lease lease = opened(RUN, "one");
        opened(OTHER);
        long elsewhere = journal().ask(OTHER, "abort").orElseThrow();

        journal().append(lease, 1, List.of("two"), List.of(elsewhere));

        assertThat(journal().asks(OTHER)).hasSize(1);
    }

    @Test
    default void the_runs_that_were_asked_something_are_known_until_they_have_answered() {
        Lease lease = opened(RUN, "one");
        opened(OTHER);
        assertThat(journal().asked()).isEmpty();
        long ask = another().ask(RUN, "pause").orElseThrow();
        another().ask(RUN, "resume");
        assertThat(journal().asked()).containsExactly(RUN);

        journal().append(lease, 1, List.of("paused"), List.of(ask));
        assertThat(journal().asked()).containsExactly(RUN);
        journal().close(lease, 2, List.of("over"));
        assertThat(journal().asked()).isEmpty();
    }

    @Test
    default void nobody_can_be_asked_to_move_a_run_that_is_not_there() {
        assertThat(journal().ask(RUN, "pause")).isEmpty();
    }

    @Test
    default void asks_made_at_once_are_each_answered_exactly_once() throws Exception {
        Lease lease = opened(RUN);
        List<String> answered = new ArrayList<>();

        atOnce(4, (beside, i) -> {
            if (i > 0) {
                for (int n = 0; n < 20; n++) {
                    beside.ask(RUN, i + " " + n);
                }
                return i;
            }
            while (answered.size() < 60) {
                List<Ask> asks = beside.asks(RUN);
                List<String> texts = asks.stream().map(Ask::text).toList();
                List<Long> ids = asks.stream().map(Ask::id).toList();
                assertThat(beside.append(lease, answered.size(), texts, ids)).isInstanceOf(Appending.Appended.class);
                answered.addAll(texts);
            }
            return i;
        });

        assertThat(journal().asks(RUN)).isEmpty();
        assertThat(texts(RUN)).isEqualTo(answered).doesNotHaveDuplicates().hasSize(60);
    }
}
