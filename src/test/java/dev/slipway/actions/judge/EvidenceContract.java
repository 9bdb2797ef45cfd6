package dev.slipway.actions.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Evidence;
import dev.slipway.hands.Evidence.Looked;
import dev.slipway.judge.Arms;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Tape;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What holds for each source of counts. */
abstract class EvidenceContract {
    static final Duration LIMIT = Duration.ofSeconds(2);

    /** What the two versions have counted by now, as the source will tell it. */
    abstract void counted(long requests, long failures, long baselineRequests, long baselineFailures) throws Exception;

    abstract Evidence evidence() throws Exception;

    /** Whatever answers is gone. */
    abstract void stop() throws Exception;

    @Test
    void it_tells_what_both_versions_counted() throws Exception {
        Evidence evidence = evidence();
        evidence.look(LIMIT);
        counted(10, 2, 100, 1);

        Looked.Counted looked = (Looked.Counted) evidence.look(LIMIT);

        assertThat(counts(looked.candidate())).isEqualTo("2 of 10");
        assertThat(counts(looked.baseline())).isEqualTo("1 of 100");
    }

    @Test
    void what_came_between_two_looks_is_a_poll() throws Exception {
        Evidence evidence = evidence();
        Tape tape = new Tape();
        counted(10, 2, 100, 1);
        poll(evidence, tape, 1);
        counted(15, 2, 180, 4);

        Arms arms = poll(evidence, tape, 2).arms().orElseThrow();

        assertThat(counts(arms.candidate())).isEqualTo("0 of 5");
        assertThat(counts(arms.baseline())).isEqualTo("3 of 80");
    }

    @Test
    void counters_that_begin_anew_never_make_a_poll_with_less_than_nothing() throws Exception {
        Evidence evidence = evidence();
        Tape tape = new Tape();
        counted(1000, 20, 100, 1);
        poll(evidence, tape, 1);
        counted(3, 1, 110, 1);

        Poll anew = poll(evidence, tape, 2);

        assertThat(anew.arms()
                        .map(arms -> counts(arms.candidate()) + ", " + counts(arms.baseline()))
                        .orElse(anew.silence()))
                .isIn("1 of 3, 0 of 10", "a counter began anew: what was counted in between is left out");
        counted(13, 1, 120, 1);
        assertThat(poll(evidence, tape, 3).arms().map(arms -> counts(arms.candidate())))
                .hasValue("0 of 10");
    }

    @Test
    void a_source_that_is_gone_is_silent_and_says_why() throws Exception {
        Evidence evidence = evidence();
        evidence.look(LIMIT);
        stop();

        Looked looked = evidence.look(LIMIT);

        assertThat(looked).isInstanceOf(Looked.Silent.class);
        assertThat(((Looked.Silent) looked).why()).isNotBlank().doesNotContain("Exception");
    }

    private static Poll poll(Evidence evidence, Tape tape, int second) throws InterruptedException {
        Looked.Counted looked = (Looked.Counted) evidence.look(LIMIT);
        return tape.next(
                Duration.ofSeconds(second),
                new Arms(looked.candidate(), looked.baseline(), Arms.UNKNOWN, looked.halves()));
    }

    private static String counts(Sample sample) {
        return sample.failures() + " of " + sample.requests();
    }
}
