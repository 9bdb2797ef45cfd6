package dev.slipway.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * How many bad requests come together, measured where nothing is released: how much more two halves of a baseline differ than
 * independent requests would, over blocks of several lengths, because bursts and drifts show at different ones.
 */
public final class Dispersion {
    private static final int[] SECONDS = {1, 10, 60};

    private Dispersion() {}

    /**
     * The divisor of a {@link Seq}, at least 1.
     *
     * @param seconds both halves of the baseline, second by second, without gaps
     */
    public static double of(List<Batch> seconds) {
        double highest = 1;
        for (int length : SECONDS) {
            List<Batch> blocks = blocks(seconds, length);
            // Of a single block no spread can be told.
            if (blocks.size() > 1) {
                highest = Math.max(highest, within(blocks));
            }
        }
        return highest;
    }

    private static List<Batch> blocks(List<Batch> seconds, int length) {
        List<Batch> blocks = new ArrayList<>();
        for (int from = 0; from + length <= seconds.size(); from += length) {
            blocks.add(seconds.subList(from, from + length).stream().reduce(Batch.NONE, Batch::plus));
        }
        return blocks;
    }

    /** What the halves of each block differ by, against what they should; 1 where nothing bad was counted. */
    static double within(List<Batch> blocks) {
        double seen = 0;
        double expected = 0;
        for (Batch each : blocks) {
            double n1 = each.nc();
            double n2 = each.nb();
            if (n1 == 0 || n2 == 0) {
                continue;
            }
            double bad = each.xc() + each.xb();
            double gap = each.xc() * n2 - each.xb() * n1;
            seen += gap * gap / (n1 * n2);
            expected += bad * (1 - bad / (n1 + n2));
        }
        return expected > 0 ? seen / expected : 1;
    }

    /**
     * Where the baseline cannot be told apart into halves: how much its own rate moves from block to block. Takes what both
     * arms would share for dispersion as well, and so errs to the safe side.
     *
     * @param seconds the baseline alone, second by second
     */
    public static double overTime(List<Batch> seconds) {
        double highest = 1;
        for (int length : SECONDS) {
            List<Batch> blocks = blocks(seconds, length);
            if (blocks.size() > 1) {
                highest = Math.max(highest, between(blocks));
            }
        }
        return highest;
    }

    private static double between(List<Batch> blocks) {
        Batch all = blocks.stream().reduce(Batch.NONE, Batch::plus);
        double rate = all.nb() == 0 ? 0 : (double) all.xb() / all.nb();
        if (rate == 0 || rate == 1) {
            return 1;
        }
        double sum = 0;
        int counted = 0;
        for (Batch each : blocks) {
            if (each.nb() > 0) {
                double gap = each.xb() - each.nb() * rate;
                sum += gap * gap / (each.nb() * rate * (1 - rate));
                counted++;
            }
        }
        return counted > 1 ? sum / (counted - 1) : 1;
    }
}
