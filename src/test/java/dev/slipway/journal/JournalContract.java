package dev.slipway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.slipway.base.Digest;
import dev.slipway.base.RunId;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Appending;
import dev.slipway.hands.Journal.Ask;
import dev.slipway.hands.Journal.Entry;
import dev.slipway.hands.Journal.Granting;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.LeaseRow;
import dev.slipway.hands.Journal.NewRun;
import dev.slipway.hands.Journal.Opening;
import dev.slipway.hands.Journal.RunRow;
import dev.slipway.hands.Journal.Takeover;
import dev.slipway.hands.Journal.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal keeps to. An adapter's test says how one is opened, and opened again beside it. */
public abstract class JournalContract {

    protected static final RunId RUN = new RunId("r8k3f2");
    protected static final RunId OTHER = new RunId("r8k3f3");
    protected static final Holder ANNA =
            new Holder("anna", "build-1", "boot-7", 4711, Instant.parse("2026-03-14T09:00:00.123456789Z"));
    protected static final Holder BEN =
            new Holder("ben", "build-2", "boot-9", 42, Instant.parse("2026-03-14T09:20:00Z"));

    protected final HandClock clock = new HandClock();
    protected Journal journal;
    private final List<Journal> opened = new ArrayList<>();

    /** Opens what the test works on; called again, opens the same once more, as another process would. */
    protected abstract Journal open();

    @BeforeEach
    final void open_one() {
        journal = another();
    }

    @AfterEach
    final void close_all() {
        opened.forEach(Journal::close);
    }

    protected final Journal another() {
        Journal another = open();
        opened.add(another);
        return another;
    }

    protected final Lease opened(RunId run, String... texts) {
        return granted(journal.open(new NewRun(run, "{}", Optional.empty(), List.of(texts)), ANNA));
    }

    protected static Lease granted(Opening opening) {
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opening).lease();
    }

    protected static Lease granted(Granting granting) {
        assertThat(granting).isInstanceOf(Granting.Granted.class);
        return ((Granting.Granted) granting).lease();
    }

    protected final List<String> texts(RunId run) {
        return journal.read(run, 0, Integer.MAX_VALUE).stream().map(Entry::text).toList();
    }

    // Opening

    @Test
    void a_run_is_opened_with_its_first_entries_and_its_lease() {
        Lease lease = opened(RUN, "one", "two");

        assertThat(lease).isEqualTo(new Lease(RUN, 1, ANNA));
        assertThat(texts(RUN)).containsExactly("one", "two");
    }

    @Test
    void the_row_of_a_run_says_all_that_it_was_opened_with_to_the_nanosecond() {
        NewRun run = new NewRun(RUN, "{\"title\":\"Höhe 🚢\"}", Optional.of("planner production"), List.of("one"));
        Lease lease = granted(journal.open(run, ANNA));

        Instant now = clock.instant();
        assertThat(journal.run(RUN))
                .contains(new RunRow(
                        RUN,
                        "{\"title\":\"Höhe 🚢\"}",
                        Optional.of("planner production"),
                        now,
                        Optional.empty(),
                        Optional.of(new LeaseRow(lease, now, now))));
        assertThat(another().run(RUN)).isEqualTo(journal.run(RUN));
    }

    @Test
    void a_name_that_is_taken_is_refused_and_nothing_changes() {
        opened(RUN, "one");

        assertThat(journal.open(new NewRun(RUN, "{}", Optional.of("x"), List.of("other")), BEN))
                .isEqualTo(new Opening.NameTaken());
        assertThat(texts(RUN)).containsExactly("one");
        assertThat(journal.locked("x")).isEmpty();
    }

    @Test
    void a_second_run_of_a_lock_is_told_who_holds_it_and_leaves_nothing() {
        granted(journal.open(new NewRun(RUN, "{}", Optional.of("planner production"), List.of("one")), ANNA));

        Opening second =
                another().open(new NewRun(OTHER, "{}", Optional.of("planner production"), List.of("one")), BEN);

        RunRow holds = journal.run(RUN).orElseThrow();
        assertThat(second).isEqualTo(new Opening.Locked(holds));
        assertThat(holds.lease().orElseThrow().lease().holder()).isEqualTo(ANNA);
        assertThat(journal.run(OTHER)).isEmpty();
        assertThat(journal.read(OTHER, 0, 10)).isEmpty();
    }

    @Test
    void a_lock_that_is_held_is_said_before_a_name_that_is_taken() {
        NewRun run = new NewRun(RUN, "{}", Optional.of("planner production"), List.of());
        granted(journal.open(run, ANNA));

        assertThat(journal.open(run, BEN)).isInstanceOf(Opening.Locked.class);
    }

    @Test
    void other_locks_and_runs_without_a_lock_are_free() {
        granted(journal.open(new NewRun(RUN, "{}", Optional.of("planner production"), List.of()), ANNA));
        granted(journal.open(new NewRun(OTHER, "{}", Optional.of("planner staging"), List.of()), ANNA));
        opened(new RunId("r8k3f4"));
        opened(new RunId("r8k3f5"));

        assertThat(journal.locked("planner production").map(RunRow::id)).contains(RUN);
        assertThat(journal.locked("planner staging").map(RunRow::id)).contains(OTHER);
        assertThat(journal.locked("portal production")).isEmpty();
    }

    @Test
    void a_lock_stays_with_its_run_while_nobody_moves_it() {
        journal.release(granted(journal.open(new NewRun(RUN, "{}", Optional.of("x"), List.of()), ANNA)));

        assertThat(journal.open(new NewRun(OTHER, "{}", Optional.of("x"), List.of()), BEN))
                .isEqualTo(new Opening.Locked(journal.run(RUN).orElseThrow()));
        assertThat(journal.run(RUN).orElseThrow().lease()).isEmpty();
    }

    @Test
    void of_many_that_want_one_lock_at_once_exactly_one_gets_it() throws Exception {
        List<Opening> answers = atOnce(
                8,
                (beside, i) -> beside.open(
                        new NewRun(new RunId("r0000" + i), "{}", Optional.of("planner production"), List.of("one")),
                        ANNA));

        assertThat(answers).filteredOn(Opening.Opened.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Opening.Locked.class::isInstance).hasSize(7);
        assertThat(journal.runs(100)).hasSize(1);
    }

    @Test
    void of_many_that_want_one_name_at_once_exactly_one_gets_it() throws Exception {
        List<Opening> answers = atOnce(
                8, (beside, i) -> beside.open(new NewRun(RUN, "{}", Optional.empty(), List.of("by " + i)), ANNA));

        assertThat(answers).filteredOn(Opening.Opened.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Opening.NameTaken.class::isInstance).hasSize(7);
        assertThat(texts(RUN)).hasSize(1);
    }

    // Appending and reading

    @Test
    void entries_are_numbered_from_one_without_holes_and_chained() {
        Lease lease = opened(RUN, "one");
        assertThat(journal.append(lease, 1, List.of("two", "three"), List.of())).isEqualTo(new Appending.Appended(3));

        Digest first = Digest.of(Digest.of("r8k3f2") + "\n1\none");
        Digest second = Digest.of(first + "\n2\ntwo");
        Digest third = Digest.of(second + "\n3\nthree");
        assertThat(journal.read(RUN, 0, 10))
                .containsExactly(new Entry(1, "one", first), new Entry(2, "two", second), new Entry(3, "three", third));
    }

    @Test
    void reading_goes_on_after_a_number_and_stops_at_a_limit() {
        opened(RUN, "one", "two", "three", "four");

        assertThat(journal.read(RUN, 1, 2)).extracting(Entry::text).containsExactly("two", "three");
        assertThat(journal.read(RUN, 4, 2)).isEmpty();
        assertThat(journal.read(RUN, 9, 2)).isEmpty();
        assertThat(journal.read(OTHER, 0, 2)).isEmpty();
    }

    @Test
    void an_append_elsewhere_than_at_the_end_changes_nothing_and_says_where_the_end_is() {
        Lease lease = opened(RUN, "one", "two");

        assertThat(journal.append(lease, 1, List.of("x"), List.of())).isEqualTo(new Appending.Moved(2));
        assertThat(journal.append(lease, 3, List.of("x"), List.of())).isEqualTo(new Appending.Moved(2));
        assertThat(texts(RUN)).containsExactly("one", "two");
    }

    @Test
    void the_same_append_made_twice_is_written_once() {
        Lease lease = opened(RUN, "one");
        journal.append(lease, 1, List.of("two"), List.of());

        assertThat(journal.append(lease, 1, List.of("two"), List.of())).isEqualTo(new Appending.Moved(2));
        assertThat(texts(RUN)).containsExactly("one", "two");
    }

    @Test
    void an_append_of_nothing_is_one_that_only_answers_asks() {
        Lease lease = opened(RUN, "one");
        long ask = journal.ask(RUN, "pause").orElseThrow();

        assertThat(journal.append(lease, 1, List.of(), List.of(ask))).isEqualTo(new Appending.Appended(1));
        assertThat(journal.asks(RUN)).isEmpty();
    }

    @Test
    void two_processes_that_append_at_one_position_both_think_they_may_and_exactly_one_wins() throws Exception {
        Lease lease = opened(RUN);
        for (int round = 0; round < 20; round++) {
            long expected = round;
            List<Appending> answers =
                    atOnce(2, (beside, i) -> beside.append(lease, expected, List.of("by " + i), List.of()));

            assertThat(answers)
                    .containsExactlyInAnyOrder(new Appending.Appended(expected + 1), new Appending.Moved(expected + 1));
        }
        assertThat(texts(RUN)).hasSize(20);
        assertThat(journal.verify(RUN)).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void many_runs_are_appended_to_at_once_and_none_disturbs_another() throws Exception {
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
    void any_text_comes_back_as_it_was() {
        List<String> texts =
                List.of("", "'; drop table entry; --", "two\nlines\r\n", "Ünïcödé 🚢 中文", "\t\u0001\\u0000 \uFFFF");
        opened(RUN, texts.toArray(String[]::new));

        assertThat(texts(RUN)).isEqualTo(texts);
        assertThat(journal.verify(RUN)).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void what_no_database_can_keep_becomes_a_replacement_character() {
        Lease lease = opened(RUN, "a\u0000b", "half \uD83D", "\uDEA2 half", "whole 🚢");
        journal.ask(RUN, "\u0000");
        journal.append(lease, 4, List.of("\u0000"), List.of());

        assertThat(texts(RUN)).containsExactly("a\uFFFDb", "half \uFFFD", "\uFFFD half", "whole 🚢", "\uFFFD");
        assertThat(journal.asks(RUN)).extracting(Ask::text).containsExactly("\uFFFD");
        assertThat(journal.verify(RUN)).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void a_text_of_a_megabyte_is_an_entry_like_any_other() {
        String big = "0123456789abcdef".repeat(65_536);
        Lease lease = opened(RUN, big);
        journal.append(lease, 1, List.of(big, "small"), List.of());

        assertThat(texts(RUN)).containsExactly(big, big, "small");
        assertThat(journal.verify(RUN)).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void a_sound_record_is_verified_with_its_length_and_last_hash() {
        Lease lease = opened(RUN, "one");
        journal.append(lease, 1, Collections.nCopies(998, "entry"), List.of());
        journal.append(lease, 999, List.of("the thousandth"), List.of());
        journal.append(lease, 1_000, Collections.nCopies(1_345, "entry"), List.of());

        Digest head = journal.read(RUN, 2_344, 1).getFirst().hash();
        assertThat(journal.verify(RUN)).isEqualTo(new Verification.Sound(2_345, head));
    }

    @Test
    void a_run_without_entries_is_sound_and_one_that_is_not_there_is_not() {
        opened(RUN);

        assertThat(journal.verify(RUN)).isEqualTo(new Verification.Sound(0, Digest.of("r8k3f2")));
        assertThat(journal.verify(OTHER)).isEqualTo(new Verification.Broken(0, "there is no run r8k3f3"));
    }

    // Closing

    @Test
    void closing_appends_frees_the_lock_and_marks_the_end() {
        Lease lease = granted(journal.open(new NewRun(RUN, "{}", Optional.of("x"), List.of("one")), ANNA));
        Instant end = clock.forward(Duration.ofMinutes(5));

        assertThat(journal.close(lease, 1, List.of("ended"))).isEqualTo(new Appending.Appended(2));

        RunRow row = journal.run(RUN).orElseThrow();
        assertThat(row.ended()).contains(end);
        assertThat(row.lease()).isEmpty();
        assertThat(row.lock()).contains("x");
        assertThat(journal.locked("x")).isEmpty();
        assertThat(texts(RUN)).containsExactly("one", "ended");
        granted(journal.open(new NewRun(OTHER, "{}", Optional.of("x"), List.of()), BEN));
        assertThat(journal.locked("x").map(RunRow::id)).contains(OTHER);
    }

    @Test
    void an_ended_run_takes_no_entry_no_lease_and_no_ask() {
        Lease lease = opened(RUN, "one");
        journal.ask(RUN, "too late");
        journal.close(lease, 1, List.of("ended"));

        assertThat(journal.append(lease, 2, List.of("more"), List.of())).isEqualTo(new Appending.LeaseLost());
        assertThat(journal.close(lease, 2, List.of("more"))).isEqualTo(new Appending.LeaseLost());
        assertThat(journal.lease(RUN, BEN, new Takeover.Never())).isEqualTo(new Granting.Ended());
        assertThat(journal.lease(RUN, BEN, new Takeover.From(lease))).isEqualTo(new Granting.Ended());
        assertThat(journal.renew(lease)).isFalse();
        assertThat(journal.ask(RUN, "pause")).isEmpty();
        assertThat(journal.asks(RUN)).isEmpty();
        assertThat(texts(RUN)).containsExactly("one", "ended");
    }

    @Test
    void a_run_is_not_closed_at_a_position_that_has_moved() {
        Lease lease = granted(journal.open(new NewRun(RUN, "{}", Optional.of("x"), List.of("one", "two")), ANNA));

        assertThat(journal.close(lease, 1, List.of("ended"))).isEqualTo(new Appending.Moved(2));
        assertThat(journal.run(RUN).orElseThrow().ended()).isEmpty();
        assertThat(journal.locked("x").map(RunRow::id)).contains(RUN);
    }

    // Leases

    @Test
    void a_lease_in_force_is_not_granted_to_another_who_is_told_who_has_it() {
        Lease lease = opened(RUN);
        Instant since = clock.instant();
        Instant renewed = clock.forward(Duration.ofSeconds(5));
        journal.renew(lease);

        assertThat(another().lease(RUN, BEN, new Takeover.Never()))
                .isEqualTo(new Granting.Held(new LeaseRow(lease, since, renewed)));
    }

    @Test
    void a_lease_in_force_is_not_granted_to_its_own_holder_either() {
        Lease lease = opened(RUN);

        assertThat(journal.lease(RUN, ANNA, new Takeover.Never())).isInstanceOf(Granting.Held.class);
        assertThat(journal.renew(lease)).isTrue();
    }

    @Test
    void a_released_lease_is_granted_with_a_higher_epoch() {
        Lease lease = opened(RUN);
        journal.release(lease);
        Instant now = clock.forward(Duration.ofHours(1));

        Lease next = granted(journal.lease(RUN, BEN, new Takeover.Never()));

        assertThat(next).isEqualTo(new Lease(RUN, 2, BEN));
        assertThat(journal.run(RUN).orElseThrow().lease()).contains(new LeaseRow(next, now, now));
    }

    @Test
    void a_run_that_is_not_there_has_no_lease() {
        assertThat(journal.lease(RUN, ANNA, new Takeover.Never())).isEqualTo(new Granting.NoSuchRun());
        assertThat(journal.append(new Lease(RUN, 1, ANNA), 0, List.of("x"), List.of()))
                .isEqualTo(new Appending.LeaseLost());
    }

    @Test
    void a_takeover_replaces_the_lease_that_was_looked_at_and_no_other() {
        Lease first = opened(RUN);
        Lease second = granted(journal.lease(RUN, BEN, new Takeover.From(first)));

        assertThat(second.epoch()).isEqualTo(2);
        assertThat(journal.lease(RUN, ANNA, new Takeover.From(first))).isInstanceOf(Granting.Held.class);
        assertThat(granted(journal.lease(RUN, ANNA, new Takeover.From(second))).epoch())
                .isEqualTo(3);
    }

    @Test
    void a_lost_lease_appends_closes_and_renews_nothing() {
        Lease old = opened(RUN, "one");
        Lease present = granted(another().lease(RUN, BEN, new Takeover.From(old)));

        assertThat(journal.append(old, 1, List.of("x"), List.of())).isEqualTo(new Appending.LeaseLost());
        assertThat(journal.append(old, 7, List.of("x"), List.of())).isEqualTo(new Appending.LeaseLost());
        assertThat(journal.close(old, 1, List.of("x"))).isEqualTo(new Appending.LeaseLost());
        assertThat(journal.renew(old)).isFalse();
        journal.release(old);

        assertThat(journal.run(RUN).orElseThrow().lease().map(LeaseRow::lease)).contains(present);
        assertThat(texts(RUN)).containsExactly("one");
    }

    @Test
    void a_released_lease_appends_nothing() {
        Lease lease = opened(RUN, "one");
        journal.release(lease);

        assertThat(journal.append(lease, 1, List.of("x"), List.of())).isEqualTo(new Appending.LeaseLost());
        assertThat(journal.renew(lease)).isFalse();
    }

    @Test
    void of_many_that_take_over_a_dead_lease_at_once_exactly_one_gets_it() throws Exception {
        Lease dead = opened(RUN);

        List<Granting> answers = atOnce(8, (beside, _) -> beside.lease(RUN, BEN, new Takeover.From(dead)));

        assertThat(answers).filteredOn(Granting.Granted.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Granting.Held.class::isInstance).hasSize(7);
    }

    @Test
    void whoever_writes_while_another_takes_over_writes_nothing_after_it() throws Exception {
        for (int round = 0; round < 10; round++) {
            RunId run = new RunId("r0000" + round);
            Lease old = opened(run);
            List<Long> ends = atOnce(2, (beside, i) -> i == 0 ? writeUntilLost(beside, old) : takeOver(beside, old));

            List<Entry> entries = journal.read(run, 0, Integer.MAX_VALUE);
            long lastOfOld = ends.get(0);
            long firstOfNew = ends.get(1);
            assertThat(firstOfNew).isEqualTo(lastOfOld + 1);
            assertThat(entries).hasSize((int) firstOfNew);
            assertThat(entries.subList(0, (int) lastOfOld))
                    .extracting(Entry::text)
                    .containsOnly("old");
            assertThat(entries.getLast().text()).isEqualTo("new");
            assertThat(journal.verify(run)).isInstanceOf(Verification.Sound.class);
        }
    }

    /** Returns the number of the last entry that it was told was written, or 0. */
    private static long writeUntilLost(Journal beside, Lease lease) {
        long last = 0;
        while (beside.append(lease, last, List.of("old"), List.of()) instanceof Appending.Appended(long now)) {
            last = now;
        }
        return last;
    }

    private static long takeOver(Journal beside, Lease old) {
        while (beside.read(old.run(), 2, 1).isEmpty()) {
            Thread.onSpinWait();
        }
        Lease lease = granted(beside.lease(old.run(), BEN, new Takeover.From(old)));
        long end = beside.read(old.run(), 0, Integer.MAX_VALUE).getLast().seq();
        assertThat(beside.append(lease, end, List.of("new"), List.of())).isEqualTo(new Appending.Appended(end + 1));
        return end + 1;
    }

    // Asks

    @Test
    void asks_are_read_in_order_by_every_process_until_they_are_answered() {
        Lease lease = opened(RUN, "one");
        opened(OTHER);
        long first = another().ask(RUN, "pause").orElseThrow();
        long second = another().ask(RUN, "resume").orElseThrow();
        another().ask(OTHER, "abort");

        assertThat(second).isGreaterThan(first);
        assertThat(journal.asks(RUN)).containsExactly(new Ask(first, "pause"), new Ask(second, "resume"));
        journal.append(lease, 1, List.of("paused"), List.of(first));
        assertThat(journal.asks(RUN)).containsExactly(new Ask(second, "resume"));
        assertThat(journal.asks(OTHER)).extracting(Ask::text).containsExactly("abort");
    }

    @Test
    void an_ask_stays_when_the_append_that_answers_it_is_refused() {
        Lease lease = opened(RUN, "one");
        long ask = journal.ask(RUN, "pause").orElseThrow();

        journal.append(lease, 0, List.of("paused"), List.of(ask));
        assertThat(journal.asks(RUN)).hasSize(1);

        granted(journal.lease(RUN, BEN, new Takeover.From(lease)));
        journal.append(lease, 1, List.of("paused"), List.of(ask));
        assertThat(journal.asks(RUN)).hasSize(1);
    }

    @Test
    void only_asks_of_the_same_run_are_answered() {
        Lease lease = opened(RUN, "one");
        opened(OTHER);
        long elsewhere = journal.ask(OTHER, "abort").orElseThrow();

        journal.append(lease, 1, List.of("two"), List.of(elsewhere));

        assertThat(journal.asks(OTHER)).hasSize(1);
    }

    @Test
    void nobody_can_be_asked_to_move_a_run_that_is_not_there() {
        assertThat(journal.ask(RUN, "pause")).isEmpty();
    }

    @Test
    void asks_made_at_once_are_each_answered_exactly_once() throws Exception {
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

        assertThat(journal.asks(RUN)).isEmpty();
        assertThat(texts(RUN)).isEqualTo(answered).doesNotHaveDuplicates().hasSize(60);
    }

    // Runs, texts, versions

    @Test
    void runs_are_listed_newest_first_whatever_the_clock_says() {
        opened(RUN);
        clock.forward(Duration.ofDays(-1));
        opened(OTHER);

        assertThat(journal.runs(10)).extracting(RunRow::id).containsExactly(OTHER, RUN);
        assertThat(journal.runs(1)).extracting(RunRow::id).containsExactly(OTHER);
        assertThat(journal.run(new RunId("r00000"))).isEmpty();
    }

    @Test
    void a_text_is_kept_once_under_its_digest() {
        Digest digest = journal.keep("# Release\r\n\u0000 🚢");

        assertThat(digest).isEqualTo(Digest.of("# Release\r\n\u0000 🚢"));
        assertThat(another().keep("# Release\r\n\u0000 🚢")).isEqualTo(digest);
        assertThat(another().kept(digest)).contains("# Release\r\n\u0000 🚢");
        assertThat(journal.kept(Digest.of("never kept"))).isEmpty();
    }

    @Test
    void one_text_kept_by_many_at_once_is_kept() throws Exception {
        List<Digest> digests = atOnce(8, (beside, _) -> beside.keep("the same"));

        assertThat(digests).containsOnly(Digest.of("the same"));
        assertThat(journal.kept(Digest.of("the same"))).contains("the same");
    }

    @Test
    void every_change_by_this_or_another_process_changes_the_version() {
        Journal beside = another();
        Set<Long> versions = new HashSet<>(Set.of(journal.version()));
        for (RunId run : List.of(RUN, OTHER)) {
            Journal writer = run.equals(RUN) ? journal : beside;
            NewRun told = new NewRun(run, "{}", Optional.empty(), List.of());
            Lease lease = granted(writer.open(told, ANNA));
            assertThat(versions.add(journal.version())).as("open").isTrue();
            writer.append(lease, 0, List.of("one"), List.of());
            assertThat(versions.add(journal.version())).as("append").isTrue();
            writer.ask(run, "pause");
            assertThat(versions.add(journal.version())).as("ask").isTrue();
            clock.forward(Duration.ofSeconds(5));
            writer.renew(lease);
            assertThat(versions.add(journal.version())).as("renew").isTrue();
            writer.release(lease);
            assertThat(versions.add(journal.version())).as("release").isTrue();
            Lease again = granted(writer.lease(run, BEN, new Takeover.Never()));
            assertThat(versions.add(journal.version())).as("lease").isTrue();
            writer.close(again, 1, List.of("ended"));
            assertThat(versions.add(journal.version())).as("close").isTrue();
            writer.keep(run.value());
            assertThat(versions.add(journal.version())).as("keep").isTrue();
        }
    }

    @Test
    void an_interrupt_spoils_no_write_and_is_not_forgotten() {
        Lease lease = opened(RUN);

        Thread.currentThread().interrupt();
        Appending answer = journal.append(lease, 0, List.of("one"), List.of());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isEqualTo(new Appending.Appended(1));
    }

    @Test
    void closing_twice_is_harmless() {
        Journal beside = another();
        beside.close();
        assertThatCode(beside::close).doesNotThrowAnyException();
    }

    @FunctionalInterface
    protected interface Part<T> {
        T play(Journal beside, int number) throws Exception;
    }

    /** Each part plays on a journal of its own, and all begin together. */
    protected final <T> List<T> atOnce(int parts, Part<T> part) throws Exception {
        CyclicBarrier together = new CyclicBarrier(parts);
        List<Callable<T>> calls = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            int number = i;
            Journal beside = another();
            calls.add(() -> {
                together.await();
                return part.play(beside, number);
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(parts)) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
