package dev.slipway.bench;

import dev.slipway.judge.Grid;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Times;
import java.util.Optional;

/** One version, which answers as the scene has it. */
final class Arm {
    private static final Grid GRID = grid();

    private final Bernoulli random;
    private final Scene scene;
    private final double errors;
    private final double slower;
    private double level;

    Arm(Bernoulli random, Scene scene, double errors, double slower) {
        this.random = random;
        this.scene = scene;
        this.errors = errors;
        this.slower = slower;
        this.level = scene.drift() * random.gaussian();
    }

    Sample second(int requests, int burst) {
        // A slow wander of one minute, on the logarithm of the rate.
        double keep = Math.exp(-1 / 60.0);
        level = keep * level + scene.drift() * Math.sqrt(1 - keep * keep) * random.gaussian();
        double rate = Math.min(1, errors * Math.exp(level - scene.drift() * scene.drift() / 2));
        int failed = Math.min(requests, scene.clump() * random.of(requests, rate / scene.clump()) + burst);
        int lost = random.of(requests, scene.unreachable());
        Sample counted = new Sample(requests, Math.max(failed, lost), lost, Optional.empty());
        return scene.timed() ? counted.with(times(requests)) : counted;
    }

    private Times times(int requests) {
        long[] counts = new long[GRID.size() + 1];
        for (int i = 0; i < requests; i++) {
            counts[GRID.index(0.1 * slower * Math.exp(0.6 * random.gaussian()))]++;
        }
        return Times.of(GRID, counts);
    }

    private static Grid grid() {
        double[] bounds = new double[500];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = 0.001 * Math.pow(1.02, i);
        }
        return Grid.of(bounds);
    }
}
