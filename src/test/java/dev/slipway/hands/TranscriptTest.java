package dev.slipway.hands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Data;
import dev.slipway.judge.Arms;
import dev.slipway.judge.Grid;
import dev.slipway.judge.Judge;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Rules;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Times;
import dev.slipway.judge.Trigger;
import dev.slipway.operations.Json;
import dev.slipway.operations.PollJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Judges that are killed after any poll. */
class TranscriptTest {
    private static final Grid FINE = Grid.of(0.05, 0.1, 0.2, 0.4, 0.8, 1.6);
    private static final Grid OTHER = Grid.of(0.1, 1.0 / 3, 2.5);
    private static final Rules RULES = Rules.usual()
            .with(List.of(
                    Trigger.of("error-rate > 5% for 5m"),
                    Trigger.of("p95 > 2x baseline for 1m"),
                    Trigger.of("p99 > 800ms"),
                    Trigger.of("health fails 3 times"),
                    Trigger.of("promql 'queue' > 500 for 1m")));

    private final FakeSite site = new FakeSite();
    private final Random random = new Random(41);

    @Test
    void the_next_judge_stands_where_the_one_stood_who_was_killed() {
        Judge lucky = new Judge(RULES);
        Transcript now = Transcript.begin(site, RULES);
        for (int second = 1; second <= 400; second++) {
            Poll poll = poll(second);
            lucky.see(poll);
            now.hear(poll);
            if (second % 7 == 0) {
                now = Transcript.resume(site, RULES).orElseThrow();
                assertThat(now.judge().verdict()).isEqualTo(lucky.verdict());
            }
        }
        assertThat(lucky.verdict().requests()).isPositive();
        assertThat(lucky.verdict().logE()).isNotZero();
    }

    /** Whoever kills it when things look good for the candidate gains nothing: fresh starts would wait for bad luck. */
    @Test
    void kills_at_chosen_moments_give_no_second_chance() {
        Rules rules = Rules.usual();
        int kills = 0;
        for (int run = 0; run < 10; run++) {
            FakeSite mine = new FakeSite();
            Transcript now = Transcript.begin(mine, rules);
            Judge lucky = new Judge(rules);
            double before = 0;
            for (int second = 1; second <= 60; second++) {
                Poll poll =
                        Poll.of(Duration.ofSeconds(second), new Arms(sample(50, 0.02), sample(50, 0.02), Arms.UNKNOWN));
                lucky.see(poll);
                now.hear(poll);
                double logE = now.judge().verdict().logE();
                if (logE < before) {
                    kills++;
                    now = Transcript.resume(mine, rules).orElseThrow();
                }
                before = logE;
            }
            assertThat(now.judge().verdict()).isEqualTo(lucky.verdict());
        }
        assertThat(kills).isGreaterThan(100);
    }

    @Test
    void a_poll_is_read_as_it_was_written() {
        for (int second = 1; second <= 300; second++) {
            Poll poll = poll(second);
            Data line = Json.read(PollJson.write(poll, FINE).json());

            assertThat(PollJson.read(line, FINE)).isEqualTo(poll);
        }
        assertThat(PollJson.buckets(Json.read(PollJson.write(OTHER).json()))).isEqualTo(OTHER);
    }

    @Test
    void a_step_that_is_tried_again_after_it_failed_begins_anew() {
        Transcript.begin(site, RULES).hear(poll(1));
        assertThat(Transcript.resume(site, RULES)).isPresent();

        site.begunAt(Instant.parse("2026-11-21T15:00:00Z"), Instant.parse("2026-11-21T15:00:00Z"));

        assertThat(Transcript.resume(site, RULES)).isEmpty();
        Transcript again = Transcript.begin(site, RULES);
        again.hear(Poll.of(Duration.ofSeconds(1), Arms.alone(Sample.of(7, 0))));
        assertThat(Transcript.resume(site, RULES)
                        .orElseThrow()
                        .judge()
                        .verdict()
                        .requests())
                .isEqualTo(7);
    }

    @Test
    void what_cannot_be_read_is_no_reason_to_begin_anew() {
        Transcript.begin(site, RULES);
        site.enter(new Data.Mapping(Map.of("at", Data.of(1), "candidate", Data.of("?"))));

        assertThatThrownBy(() -> Transcript.resume(site, RULES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("what was seen before the crash cannot be read, line 2: candidate is not a mapping");
    }

    /** Anything that a source may bring. */
    private Poll poll(int second) {
        Duration at = Duration.ofSeconds(second).plusNanos(random.nextInt(1_000_000_000));
        if (random.nextInt(20) == 0) {
            return Poll.silent(at, "no answer from http://a/ within 2 s");
        }
        Grid grid = second % 100 < 80 ? FINE : OTHER;
        Arms arms = switch (random.nextInt(12)) {
            case 0 -> Arms.alone(timed(6, 0.05, grid));
            case 1 -> new Arms(timed(6, 0.05, grid), timed(60, 0.01, OTHER), Arms.UNKNOWN);
            case 2 -> new Arms(sample(6, 0.05), sample(60, 0.01), 0.1);
            default ->
                new Arms(
                        timed(6, 0.04, grid),
                        timed(60, 0.01, grid),
                        second < 200 ? 0.1 : 1.0 / 3,
                        List.of(sample(30, 0.01), sample(30, 0.01)));
        };
        Poll poll = Poll.of(at, arms);
        poll = random.nextBoolean() ? poll.with("queue", random.nextDouble() * 600) : poll;
        poll = random.nextInt(9) == 0 ? poll.with("queue", Double.POSITIVE_INFINITY) : poll;
        return poll.with(random.nextInt(4) == 0 ? Poll.Health.FAILED : Poll.Health.WELL);
    }

    private Sample sample(int requests, double errors) {
        int failed = 0;
        for (int i = 0; i < requests; i++) {
            failed += random.nextDouble() < errors ? 1 : 0;
        }
        return new Sample(requests, failed, Math.min(failed, random.nextInt(2)), Optional.empty());
    }

    private Sample timed(int requests, double errors, Grid grid) {
        long[] counts = new long[grid.size() + 1];
        long[] waiting = new long[grid.size() + 1];
        for (int i = 0; i < requests; i++) {
            counts[random.nextInt(counts.length)]++;
        }
        waiting[random.nextInt(waiting.length)]++;
        return sample(requests, errors).with(Times.of(grid, counts)).withWaiting(Times.of(grid, waiting));
    }
}
