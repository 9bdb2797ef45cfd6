package dev.slipway.judge;

import java.time.Duration;
import java.util.Random;

/** Requests of two arms, second by second, at rates that a test sets. */
final class World {
    private final Random random;
    double candidateErrors = 0.01;
    double baselineErrors = 0.01;
    /** How many times slower the candidate is. */
    double slower = 1;

    double share = 0.05;
    int perSecond = 100;
    /** Counted times: a lognormal around 100 ms, in buckets that grow by 2 %; null for a source without them. */
    Grid grid = fine();

    private long seconds;

    World(long seed) {
        this.random = new Random(seed);
    }

    static Grid fine() {
        double[] bounds = new double[500];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = 0.001 * Math.pow(1.02, i);
        }
        return Grid.of(bounds);
    }

    static Grid coarse() {
        return Grid.of(.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10);
    }

    World withoutTimes() {
        grid = Grid.of();
        return this;
    }

    Duration now() {
        return Duration.ofSeconds(seconds);
    }

    Poll second() {
        seconds++;
        int mine = 0;
        for (int i = 0; i < perSecond; i++) {
            mine += random.nextDouble() < share ? 1 : 0;
        }
        return Poll.of(
                now(),
                new Arms(sample(mine, candidateErrors, slower), sample(perSecond - mine, baselineErrors, 1), share));
    }

    Poll silence(String why) {
        seconds++;
        return Poll.silent(now(), why);
    }

    void skip(long more) {
        seconds += more;
    }

    private Sample sample(int requests, double errors, double factor) {
        long failed = 0;
        long[] times = new long[grid.size() + 1];
        for (int i = 0; i < requests; i++) {
            failed += random.nextDouble() < errors ? 1 : 0;
            if (grid.size() > 0) {
                times[grid.index(0.1 * factor * Math.exp(0.6 * random.nextGaussian()))]++;
            }
        }
        Sample counted = Sample.of(requests, failed);
        return grid.size() == 0 ? counted : counted.with(Times.of(grid, times));
    }

    /** Lets a judge hear so many seconds, or fewer when it can decide; answers how many. */
    int play(Judge judge, int most) {
        for (int second = 1; second <= most; second++) {
            judge.see(second());
            if (judge.decision().isPresent()) {
                return second;
            }
        }
        return most;
    }
}
