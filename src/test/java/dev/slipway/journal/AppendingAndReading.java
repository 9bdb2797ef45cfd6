package dev.slipway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Digest;
import dev.slipway.base.RunId;
import dev.slipway.hands.Journal.Appending;
import dev.slipway.hands.Journal.Ask;
import dev.slipway.hands.Journal.Entry;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.Verification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Entries are written once, in order, chained, and come back as they were. */
interface AppendingAndReading extends OneJournal {

    @Test
    default void entries_are_numbered_from_one_without_holes_and_chained() {
        Lease lease = opened(RUN, "one");
        assertThat(journal().append(lease, 1, List.of("two", "three"), List.of()))
                .isEqualTo(new Appending.Appended(3));

        Digest first = Digest.of(Digest.of("r8k3f2") + "\n1\none");
        Digest second = Digest.of(first + "\n2\ntwo");
        Digest third = Digest.of(second + "\n3\nthree");
        assertThat(journal().read(RUN, 0, 10))
                .containsExactly(new Entry(1, "one", first), new Entry(2, "two", second), new Entry(3, "three", third));
    }

    @Test
    default void reading_goes_on_after_a_number_and_stops_at_a_limit() {
        opened(RUN, "one", "two", "three", "four");

        assertThat(journal().read(RUN, 1, 2)).extracting(Entry::text).containsExactly("two", "three");
        assertThat(journal().read(RUN, 4, 2)).isEmpty();
        assertThat(journal().read(RUN, 9, 2)).isEmpty();
        assertThat(journal().read(OTHER, 0, 2)).isEmpty();
    }

    @Test
    default void an_append_elsewhere_than_at_the_end_changes_nothing_and_says_where_the_end_is() {
        Lease lease = opened(RUN, "one", "two");

        assertThat(journal().append(lease, 1, List.of("x"), List.of())).isEqualTo(new Appending.Moved(2));
        assertThat(journal().append(lease, 3, List.of("x"), List.of())).isEqualTo(new Appending.Moved(2));
        assertThat(texts(RUN)).containsExactly("one", "two");
    }

    @Test
    default void the_same_append_made_twice_is_written_once() {
        Lease lease = opened(RUN, "one");
        journal().append(lease, 1, List.of("two"), List.of());

        assertThat(journal().append(lease, 1, List.of("two"), List.of())).isEqualTo(new Appending.Moved(2));
        assertThat(texts(RUN)).containsExactly("one", "two");
    }

    @Test
    default void an_append_of_nothing_is_one_that_only_answers_asks() {
        Lease lease = opened(RUN, "one");
        long ask = journal().ask(RUN, "pause").orElseThrow();

        assertThat(journal().append(lease, 1, List.of(), List.of(ask))).isEqualTo(new Appending.Appended(1));
        assertThat(journal().asks(RUN)).isEmpty();
    }

    @Test
    default void two_processes_that_append_at_one_position_both_think_they_may_and_exactly_one_wins() throws Exception {
        Lease lease = opened(RUN);
        for (int round = 0; round < 20; round++) {
            long expected = round;
            List<Appending> answers =
                    atOnce(2, (beside, i) -> beside.append(lease, expected, List.of("by " + i), List.of()));

            assertThat(answers)
                    .containsExactlyInAnyOrder(new Appending.Appended(expected + 1), new Appending.Moved(expected + 1));
        }
        assertThat(texts(RUN)).hasSize(20);
        assertThat(journal().verify(RUN)).isInstanceOf(Verification.Sound.class);
    }

    @Test
    default void many_runs_are_appended_to_at_once_and_none_disturbs_another() throws Exception {
        List<Lease> leases = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            leases.add(opened(new RunId("r0000" + i)));
        }

        atOnce(4, (beside, i) -> {
            for (int seq = 0; seq < 50; seq++) {
                assertThat(beside.append(leases.get(i), seq, List.of(i + " " + seq), List.of()))
                        .isEqualTo(new Appending.Appended(seq + 1));
            }
            return i;
        });

        for (int i = 0; i < 4; i++) {
            assertThat(texts(leases.get(i).run())).hasSize(50).allMatch(startsWith(i + " "));
        }
    }

    private static Predicate<String> startsWith(String prefix) {
        return text -> text.startsWith(prefix);
    }

    @Test
    default void any_text_comes_back_as_it_was() {
        List<String> texts =
                List.of("", "'; drop table entry; --", "two\nlines\r\n", "Ünïcödé 🚢 中文", "\t\u0001\\u0000 \uFFFF");
        opened(RUN, texts.toArray(String[]::new));

        assertThat(texts(RUN)).isEqualTo(texts);
        assertThat(journal().verify(RUN)).isInstanceOf(Verification.Sound.class);
    }

    @Test
    default void what_no_database_can_keep_becomes_a_replacement_character() {
        Lease lease = opened(RUN, "a\u0000b", "half \uD83D", "\uDEA2 half", "whole 🚢");
        journal().ask(RUN, "\u0000");
        journal().append(lease, 4, List.of("\u0000"), List.of());

        assertThat(texts(RUN)).containsExactly("a\uFFFDb", "half \uFFFD", "\uFFFD half", "whole 🚢", "\uFFFD");
        assertThat(journal().asks(RUN)).extracting(Ask::text).containsExactly("\uFFFD");
        assertThat(journal().verify(RUN)).isInstanceOf(Verification.Sound.class);
    }

    @Test
    default void a_text_of_a_megabyte_is_an_entry_like_any_other() {
        String big = "0123456789abcdef".repeat(65_536);
        Lease lease = opened(RUN, big);
        journal().append(lease, 1, List.of(big, "small"), List.of());

        assertThat(texts(RUN)).containsExactly(big, big, "small");
        assertThat(journal().verify(RUN)).isInstanceOf(Verification.Sound.class);
    }

    @Test
    default void a_sound_record_is_verified_with_its_length_and_last_hash() {
        Lease lease = opened(RUN, "one");
        journal().append(lease, 1, Collections.nCopies(998, "entry"), List.of());
        journal().append(lease, 999, List.of("the thousandth"), List.of());
        journal().append(lease, 1_000, Collections.nCopies(1_345, "entry"), List.of());

        Digest head = journal().read(RUN, 2_344, 1).getFirst().hash();
        assertThat(journal().verify(RUN)).isEqualTo(new Verification.Sound(2_345, head));
    }

    @Test
    default void a_run_without_entries_is_sound_and_one_that_is_not_there_is_not() {
        opened(RUN);

        assertThat(journal().verify(RUN)).isEqualTo(new Verification.Sound(0, Digest.of("r8k3f2")));
        assertThat(journal().verify(OTHER)).isEqualTo(new Verification.Broken(0, "there is no run r8k3f3"));
    }
}
