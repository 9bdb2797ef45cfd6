package dev.slipway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.slipway.base.Digest;
import dev.slipway.base.RunId;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Appending;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.NewRun;
import dev.slipway.hands.Journal.RunRow;
import dev.slipway.hands.Journal.Takeover;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs are listed, texts kept, changes seen, and the journal closed. */
interface ListingAndKeeping extends OneJournal {

    @Test
    default void runs_are_listed_newest_first_whatever_the_clock_says() {
        opened(RUN);
        clock().forward(Duration.ofDays(-1));
        opened(OTHER);

        assertThat(journal().runs(10)).extracting(RunRow::id).containsExactly(OTHER, RUN);
        assertThat(journal().runs(1)).extracting(RunRow::id).containsExactly(OTHER);
        assertThat(journal().run(new RunId("r00000"))).isEmpty();
    }

    @Test
    default void a_text_is_kept_once_under_its_digest() {
        Digest digest = journal().keep("# Release\r\n\u0000 🚢");

        assertThat(digest).isEqualTo(Digest.of("# Release\r\n\u0000 🚢"));
        assertThat(another().keep("# Release\r\n\u0000 🚢")).isEqualTo(digest);
        assertThat(another().kept(digest)).contains("# Release\r\n\u0000 🚢");
        assertThat(journal().kept(Digest.of("never kept"))).isEmpty();
    }

    @Test
    default void one_text_kept_by_many_at_once_is_kept() throws Exception {
        List<Digest> digests = atOnce(8, (beside, _) -> beside.keep("the same"));

        assertThat(digests).containsOnly(Digest.of("the same"));
        assertThat(journal().kept(Digest.of("the same"))).contains("the same");
    }

    @Test
    default void every_change_by_this_or_another_process_changes_the_version() {
        Journal beside = another();
        Set<Long> versions = new HashSet<>(Set.of(journal().version()));
        for (RunId run : List.of(RUN, OTHER)) {
            Journal writer = run.equals(RUN) ? journal() : beside;
            NewRun told = new NewRun(run, "{}", Optional.empty(), List.of());
            Lease lease = granted(writer.open(told, ANNA));
            assertThat(versions.add(journal().version())).as("open").isTrue();
            writer.append(lease, 0, List.of("one"), List.of());
            assertThat(versions.add(journal().version())).as("append").isTrue();
            writer.ask(run, "pause");
            assertThat(versions.add(journal().version())).as("ask").isTrue();
            clock().forward(Duration.ofSeconds(5));
            writer.renew(lease);
            assertThat(versions.add(journal().version())).as("renew").isTrue();
            writer.release(lease);
            assertThat(versions.add(journal().version())).as("release").isTrue();
            Lease again = granted(writer.lease(run, BEN, new Takeover.Never()));
            assertThat(versions.add(journal().version())).as("lease").isTrue();
            writer.close(again, 1, List.of("ended"));
            assertThat(versions.add(journal().version())).as("close").isTrue();
            writer.keep(run.value());
            assertThat(versions.add(journal().version())).as("keep").isTrue();
        }
    }

    @Test
    default void an_interrupt_spoils_no_write_and_is_not_forgotten() {
        Lease lease = opened(RUN);

        Thread.currentThread().interrupt();
        Appending answer = journal().append(lease, 0, List.of("one"), List.of());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isEqualTo(new Appending.Appended(1));
    }

    @Test
    default void closing_twice_is_harmless() {
        Journal beside = another();
        beside.close();
        assertThatCode(beside::close).doesNotThrowAnyException();
    }
}
