package dev.slipway.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests that are slow before they are answered. */
class OwedTest {
    private static final Grid GRID = World.fine();

    /** @param answered whether an answer ever came */
    private record Request(double from, double seconds, boolean answered) {}

    @Test
    void each_slow_request_is_counted_once_whether_its_answer_comes_or_not() {
        Random random = new Random(5);
        List<Request> mine = requests(random, 400, 1.5);
        List<Request> theirs = requests(random, 1500, 0.5);
        Pair pair = Pair.atLeast(GRID, 0.9, 0.6, 1.25).orElseThrow();
        Tape tape = new Tape();
        Batch counted = Batch.NONE;
        Owed owed = Owed.NOTHING;
        for (double now = 0; now < 100; now += 0.7) {
            Poll poll = tape.next(
                    Duration.ofMillis(Math.round(now * 1000)),
                    new Arms(totals(mine, now), totals(theirs, now), Arms.UNKNOWN));
            if (poll.arms().isPresent()) {
                Arms arms = poll.arms().get();
                owed = owed.plus(pair.counted(arms.candidate(), arms.baseline()).orElseThrow());
                Optional<Batch> batch = owed.batch();
                counted = batch.map(counted::plus).orElse(counted);
                owed = batch.isPresent() ? Owed.NOTHING : owed;
            }
        }

        assertThat(owed).isEqualTo(Owed.NOTHING);
        assertThat(counted.nb()).isEqualTo(ended(theirs, GRID.bound(pair.x())));
        assertThat(counted.xb()).isEqualTo(slow(theirs, GRID.bound(pair.x())));
        assertThat(counted.nc()).isEqualTo(ended(mine, GRID.bound(pair.y())));
        assertThat(counted.xc()).isEqualTo(slow(mine, GRID.bound(pair.y())));
    }

    private static List<Request> requests(Random random, int count, double around) {
        List<Request> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double seconds = around * Math.exp(random.nextGaussian());
            all.add(new Request(1 + random.nextDouble() * 50, Math.min(seconds, 20), random.nextInt(4) > 0));
        }
        return all;
    }

    /** One without an answer that was quick to end is no matter of times. */
    private static long ended(List<Request> all, double bound) {
        return all.stream()
                .filter(each -> each.answered() || each.seconds() > bound)
                .count();
    }

    private static long slow(List<Request> all, double bound) {
        return all.stream().filter(each -> each.seconds() > bound).count();
    }

    private static Sample totals(List<Request> all, double now) {
        long[] times = new long[GRID.size() + 1];
        long[] waiting = new long[GRID.size() + 1];
        long requests = 0;
        for (Request each : all) {
            boolean over = each.from() + each.seconds() <= now;
            if (over && each.answered()) {
                times[GRID.index(each.seconds())]++;
                requests++;
            } else if (each.from() <= now) {
                waiting[GRID.index(over ? each.seconds() : now - each.from())]++;
            }
        }
        return Sample.of(requests, 0).with(Times.of(GRID, times)).withWaiting(Times.of(GRID, waiting));
    }

    @Test
    void what_is_missing_for_a_moment_is_not_taken_for_good_news() {
        Owed gone = new Owed(new Owed.Part(-1, -1), Owed.Part.NONE);
        Owed back = new Owed(new Owed.Part(3, 1), new Owed.Part(5, 0));

        assertThat(gone.batch()).isEmpty();
        assertThat(gone.plus(back).batch()).hasValue(new Batch(2, 0, 5, 0));
    }

    @Test
    void a_version_that_hangs_is_slow_before_any_answer_comes() {
        World world = new World(7);
        Judge judge = new Judge(Rules.usual().with(Rules.WarmUp.NONE));
        Tape tape = new Tape();
        Sample theirs = Sample.of(0, 0).with(Times.none(GRID));
        int seconds = 0;
        while (judge.decision().isEmpty() && seconds++ < 60) {
            theirs = theirs.plus(world.second().arms().orElseThrow().baseline());
            long[] ages = new long[GRID.size() + 1];
            for (int age = 0; age < seconds; age++) {
                ages[GRID.index(age + 0.5)] += 5;
            }
            Sample mine = Sample.NONE.withWaiting(Times.of(GRID, ages));
            judge.see(tape.next(Duration.ofSeconds(seconds), new Arms(mine, theirs, 0.05)));
        }

        // The share of the answers is not even looked at for ten seconds.
        assertThat(seconds).isBetween(4, 9);
        assertThat(judge.decision()).hasValue(Verdict.State.REGRESSION);
        assertThat(judge.verdict().exhibits().stream()
                        .filter(exhibit -> exhibit.convicts(0.01))
                        .map(exhibit -> exhibit.gauge().isTime()))
                .containsExactly(true);
    }

    @Test
    void a_rule_by_its_words_counts_them_as_well() {
        Sustained rule = new Sustained((Trigger.Above) Trigger.of("p95 > 800ms for 1m"), null);
        Tape tape = new Tape();
        int seconds = 0;
        while (rule.fired().isEmpty() && seconds < 200) {
            seconds++;
            long[] ages = new long[GRID.size() + 1];
            for (int age = 0; age < seconds; age++) {
                ages[GRID.index(age + 0.5)]++;
            }
            Sample mine = Sample.NONE.withWaiting(Times.of(GRID, ages));
            rule.see(tape.next(Duration.ofSeconds(seconds), new Arms(mine, Sample.NONE, 0.05)));
        }

        // 20 of them take 20 seconds to hang for long enough, and then it is so at seven looks.
        assertThat(seconds).isEqualTo(90);
    }
}
