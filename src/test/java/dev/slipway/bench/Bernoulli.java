package dev.slipway.bench;

import java.util.SplittableRandom;

/** How many of so many requests are bad, each for itself; fast where few are. */
final class Bernoulli {
    private final SplittableRandom random;

    Bernoulli(long seed) {
        this.random = new SplittableRandom(seed);
    }

    double uniform() {
        return random.nextDouble();
    }

    double gaussian() {
        return random.nextGaussian();
    }

    /** By the gaps between bad ones, so that the good ones cost nothing. */
    int of(int requests, double rate) {
        if (rate <= 0) {
            return 0;
        }
        if (rate >= 1) {
            return requests;
        }
        double gap = Math.log1p(-rate);
        int bad = 0;
        double at = Math.floor(Math.log(1 - random.nextDouble()) / gap);
        while (at < requests) {
            bad++;
            at += 1 + Math.floor(Math.log(1 - random.nextDouble()) / gap);
        }
        return bad;
    }
}
