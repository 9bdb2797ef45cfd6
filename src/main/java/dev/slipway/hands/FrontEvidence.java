package dev.slipway.hands;

import dev.slipway.judge.Grid;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Times;
import dev.slipway.route.Buckets;
import dev.slipway.route.Counts;
import dev.slipway.route.PoolId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a front itself counts of the versions behind it. */
public final class FrontEvidence implements Evidence {
    private static final Grid GRID = grid();

    private final Traffic traffic;
    private final PoolId candidate;
    private final @Nullable PoolId baseline;

    /** @param baseline null where nothing serves beside the candidate */
    public FrontEvidence(Traffic traffic, PoolId candidate, @Nullable PoolId baseline) {
        this.traffic = traffic;
        this.candidate = candidate;
        this.baseline = baseline;
    }

    @Override
    public Looked look(Duration limit) throws InterruptedException {
        try {
            Optional<Counts> mine = traffic.observe(candidate);
            if (mine.isEmpty()) {
                return new Looked.Silent(candidate + " is not behind the front");
            }
            Optional<Counts> theirs = baseline == null ? Optional.empty() : traffic.observe(baseline);
            return new Looked.Counted(
                    sample(mine.get()), theirs.map(FrontEvidence::sample).orElse(Sample.NONE));
        } catch (TrafficFailure failure) {
            return new Looked.Silent(String.valueOf(failure.getMessage()).replaceAll("\\.$", ""));
        }
    }

    static Sample sample(Counts counts) {
        Sample ended = new Sample(
                counts.requests(),
                counts.failures(),
                counts.unreachable(),
                counts.latency().map(FrontEvidence::times));
        return counts.unanswered()
                .map(FrontEvidence::times)
                .map(ended::withWaiting)
                .orElse(ended);
    }

    private static Times times(Buckets buckets) {
        return Times.of(GRID, buckets.counts());
    }

    /** The last of the buckets has no bound. */
    private static Grid grid() {
        double[] bounds = new double[Buckets.COUNT - 1];
        for (int i = 0; i < bounds.length; i++) {
            // Whole microseconds: what is below the next bucket's lowest is at most one less.
            bounds[i] = (Buckets.lowest(i + 1) - 1) / 1e6;
        }
        return Grid.of(bounds);
    }
}
