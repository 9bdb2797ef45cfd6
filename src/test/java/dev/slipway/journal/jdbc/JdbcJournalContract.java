package dev.slipway.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.Verification;
import dev.slipway.hands.JournalFailure;
import dev.slipway.journal.JournalContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tables of a journal keep to: who changes them by hand is found out. */
abstract class JdbcJournalContract extends JournalContract {

    /** A connection of somebody who is not Slipway. */
    protected abstract Connection connect() throws SQLException;

    protected final void byHand(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void five_entries() {
        opened(RUN, "one", "two", "three", "four", "five");
        opened(OTHER, "one", "two", "three");
    }

    private void assertBroken(long seq, String how) {
        assertThat(journal.verify(RUN)).isEqualTo(new Verification.Broken(seq, how));
        assertThat(journal.verify(OTHER)).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void a_changed_text_is_found() {
        five_entries();
        byHand("update entry set text = 'tow' where run = 'r8k3f2' and seq = 2");
        assertBroken(2, "entry 2 is not the one that was written: its text, its place or its hash was changed");
    }

    @Test
    void a_changed_hash_is_found() {
        five_entries();
        byHand("update entry set hash = (select hash from entry where run = 'r8k3f3' and seq = 3)"
                + " where run = 'r8k3f2' and seq = 3");
        assertBroken(3, "entry 3 is not the one that was written: its text, its place or its hash was changed");
    }

    @Test
    void a_hash_that_is_none_any_more_is_found() {
        five_entries();
        byHand("update entry set hash = 'none' where run = 'r8k3f2' and seq = 3");
        assertBroken(3, "entry 3 is not the one that was written: its text, its place or its hash was changed");
    }

    @Test
    void a_missing_first_entry_is_found() {
        five_entries();
        byHand("delete from entry where run = 'r8k3f2' and seq = 1");
        assertBroken(1, "entry 1 is missing");
    }

    @Test
    void a_missing_entry_is_found() {
        five_entries();
        byHand("delete from entry where run = 'r8k3f2' and seq = 3");
        assertBroken(3, "entry 3 is missing");
    }

    @Test
    void a_swapped_order_is_found() {
        five_entries();
        byHand(
                "update entry set seq = 99 where run = 'r8k3f2' and seq = 2",
                "update entry set seq = 2 where run = 'r8k3f2' and seq = 3",
                "update entry set seq = 3 where run = 'r8k3f2' and seq = 99");
        assertBroken(2, "entry 2 is not the one that was written: its text, its place or its hash was changed");
    }

    @Test
    void entries_that_close_ranks_over_a_removed_one_are_found() {
        five_entries();
        byHand(
                "delete from entry where run = 'r8k3f2' and seq = 3",
                "update entry set seq = 3 where run = 'r8k3f2' and seq = 4",
                "update entry set seq = 4 where run = 'r8k3f2' and seq = 5",
                "update run set last = 4 where id = 'r8k3f2'");
        assertBroken(3, "entry 3 is not the one that was written: its text, its place or its hash was changed");
    }

    @Test
    void a_truncated_end_is_found() {
        five_entries();
        byHand("delete from entry where run = 'r8k3f2' and seq = 5");
        assertBroken(5, "entry 5 is missing at the end");
        byHand("delete from entry where run = 'r8k3f2' and seq = 4");
        assertBroken(4, "entries 4 to 5 are missing at the end");
    }

    @Test
    void a_truncated_end_whose_number_was_corrected_is_found_by_the_hash() {
        five_entries();
        byHand("delete from entry where run = 'r8k3f2' and seq = 5", "update run set last = 4 where id = 'r8k3f2'");
        assertBroken(4, "the run's last hash is not the hash of entry 4");
    }

    @Test
    void an_entry_of_another_run_is_found_where_it_does_not_belong() {
        five_entries();
        byHand(
                "delete from entry where run = 'r8k3f2' and seq = 3",
                "insert into entry (run, seq, epoch, hash, text)"
                        + " select 'r8k3f2', seq, epoch, hash, text from entry where run = 'r8k3f3' and seq = 3");
        assertBroken(3, "entry 3 is not the one that was written: its text, its place or its hash was changed");
    }

    @Test
    void an_entry_added_from_outside_is_found_at_either_end() {
        five_entries();
        byHand("insert into entry (run, seq, epoch, hash, text) values ('r8k3f2', 6, 1, 'x', 'six')");
        assertBroken(6, "entry 6 was added from outside");
        byHand("insert into entry (run, seq, epoch, hash, text) values ('r8k3f2', 0, 1, 'x', 'zero')");
        assertBroken(1, "entry 1 is not the one that was written: its text, its place or its hash was changed");
    }

    @Test
    void a_record_that_grows_while_it_is_verified_is_sound() throws Exception {
        Lease lease = opened(RUN);
        List<Boolean> sound = atOnce(2, (beside, i) -> {
            boolean always = true;
            for (int n = 0; n < 300; n++) {
                if (i == 0) {
                    beside.append(lease, n, List.of("entry " + n), List.of());
                } else {
                    always &= beside.verify(RUN) instanceof Verification.Sound;
                }
            }
            return always;
        });
        assertThat(sound).containsOnly(true);
    }

    @Test
    void a_journal_of_a_newer_slipway_is_refused_in_one_sentence() {
        byHand("update slipway_schema set version = 7");
        String name = name();
        assertThatThrownBy(this::another)
                .isInstanceOf(JournalFailure.class)
                .hasMessage(
                        name + " was written by a newer Slipway (its schema is 7, this one knows 1): use that version");
    }

    protected abstract String name();

    @Test
    void a_journal_that_is_opened_for_the_first_time_by_many_at_once_is_made_once() throws Exception {
        byHand("drop table slipway_schema", "drop table run", "drop table entry", "drop table ask", "drop table kept");

        List<Integer> runs = atOnce(8, (_, _) -> {
            try (Journal opened = open()) {
                return opened.runs(10).size();
            }
        });

        assertThat(runs).hasSize(8).containsOnly(0);
    }
}
