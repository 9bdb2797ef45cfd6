package dev.slipway.actions.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.hands.FakePlace;
import dev.slipway.hands.FakeSite;
import dev.slipway.hands.Place;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A hundred releases in a row by {@code judge.watch} as it ships, 100 requests a second, on a clock that the pauses move: three
 * minutes each, errors and times, counted by a command.
 */
class ReleasesInARowTest {
    private static final int RELEASES = 100;
    private static final double[] BOUNDS = {0.04, 0.05, 0.063, 0.08, 0.1, 0.126, 0.16, 0.2, 0.25, 0.32, 0.4, 0.8};

    private final JudgeWatch action = new JudgeWatch();

    /** @param errors of the new version; the old one has 1 % */
    private record World(double share, double errors, double slower) {}

    /** Counters from the beginning, which grow by what each second brings. */
    private static final class Counters {
        private final World world;
        private final SplittableRandom random;
        private final long[] requests = new long[2];
        private final long[] failures = new long[2];
        private final long[][] times = new long[2][BOUNDS.length + 1];
        private long seconds;

        Counters(World world, long seed) {
            this.world = world;
            this.random = new SplittableRandom(seed);
        }

        Place.Ran at(Duration now) {
            while (seconds < now.toSeconds()) {
                seconds++;
                for (int i = 0; i < 100; i++) {
                    count(random.nextDouble() < world.share() ? 0 : 1);
                }
            }
            return new Place.Ran.Ended(
                    0,
                    "{\"buckets\":%s,\"candidate\":%s,\"baseline\":%s}"
                            .formatted(Arrays.toString(BOUNDS), arm(0), arm(1)),
                    "");
        }

        private void count(int arm) {
            boolean mine = arm == 0;
            double time = 0.1 * (mine ? world.slower() : 1) * Math.exp(0.6 * random.nextGaussian());
            int bucket = Arrays.binarySearch(BOUNDS, time);
            requests[arm]++;
            failures[arm] += random.nextDouble() < (mine ? world.errors() : 0.01) ? 1 : 0;
            times[arm][bucket < 0 ? -bucket - 1 : bucket]++;
        }

        private String arm(int arm) {
            return "{\"requests\":%d,\"failures\":%d,\"times\":%s}"
                    .formatted(requests[arm], failures[arm], Arrays.toString(times[arm]));
        }
    }

    private record Released(Outcome outcome, int seconds) {}

    private List<Released> releases(World world) throws InterruptedException {
        Data.Mapping parameters = new Data.Mapping(Map.of(
                "duration", Data.of("3m"),
                "command", Data.of("counts"),
                "undecided", Data.of("promote"),
                "how", new Data.Mapping(Map.of("warm-up", Data.of("0s")))));
        List<Released> all = new ArrayList<>();
        for (int release = 0; release < RELEASES; release++) {
            Counters counters = new Counters(world, 20_261_121L + release);
            FakeSite site = new FakeSite(FakePlace.answering((_, now) -> counters.at(now)));
            Outcome outcome = action.perform(action.parameters().bind(parameters), site);
            all.add(new Released(outcome, site.pauses().size()));
        }
        return all;
    }

    private static long takenBack(List<Released> all) {
        return all.stream()
                .filter(release -> release.outcome() instanceof Outcome.Failed)
                .count();
    }

    @ParameterizedTest
    @CsvSource({"0.05", "0.5"})
    void of_a_hundred_healthy_releases_no_more_are_taken_back_than_is_promised(double share)
            throws InterruptedException {
        List<Released> all = releases(new World(share, 0.01, 1));

        assertThat(takenBack(all)).isLessThanOrEqualTo(1);
        assertThat(all)
                .filteredOn(release -> release.outcome() instanceof Outcome.Succeeded)
                .hasSizeGreaterThanOrEqualTo(99);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.10, 1, 16", "0.5, 0.10, 1, 5", "0.05, 0.01, 2, 15", "0.5, 0.01, 2, 15"})
    void a_hundred_bad_releases_are_all_taken_back_and_half_of_them_within_seconds(
            double share, double errors, double slower, int median) throws InterruptedException {
        List<Released> all = releases(new World(share, errors, slower));
        int[] seconds = all.stream().mapToInt(Released::seconds).sorted().toArray();

        assertThat(takenBack(all)).isEqualTo(RELEASES);
        assertThat(seconds[RELEASES / 2])
                .as(String.format(Locale.ROOT, "median, of %s", Arrays.toString(seconds)))
                .isLessThanOrEqualTo(median);
    }
}
