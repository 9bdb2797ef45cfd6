package dev.slipway.operations;

import dev.slipway.base.Data;
import dev.slipway.judge.Arms;
import dev.slipway.judge.Grid;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Times;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A poll of both arms, as a line of JSON: {@code {"at": 1, "share": 0.05, "candidate": {"requests": 5, "failures": 0},
 * "baseline": {…}}}, times in seconds; or {@code {"at": 2, "silence": "no answer"}}. Counts of times are those of each bucket
 * of {@code {"buckets": [0.1, 0.2]}}, a line of its own before.
 */
public final class PollJson {
    private PollJson() {}

    /** Whether the line says buckets and no poll. */
    public static boolean saysBuckets(Data data) {
        return data instanceof Data.Mapping mapping && mapping.entries().containsKey("buckets");
    }

    public static Grid buckets(Data data) {
        List<Data> bounds = DataReader.of("the line", data).items("buckets");
        return Grid.of(
                bounds.stream().mapToDouble(bound -> number(bound, "a bucket")).toArray());
    }

    /** Throws {@link IllegalArgumentException} with one sentence. */
    public static Poll read(Data data, Grid grid) {
        DataReader poll = DataReader.of("the poll", data);
        Duration at = Duration.ofNanos(Math.round(number(poll.get("at"), "'at'") * 1e9));
        if (poll.has("silence")) {
            return Poll.silent(at, poll.text("silence"));
        }
        Sample candidate = sample(poll, "candidate", grid);
        if (!poll.has("baseline")) {
            return Poll.of(at, Arms.alone(candidate));
        }
        double share = poll.has("share") ? number(poll.get("share"), "'share'") : 0.5;
        return Poll.of(at, new Arms(candidate, sample(poll, "baseline", grid), share));
    }

    /** What two arms counted up to now. */
    public record Totals(Sample candidate, Sample baseline) {}

    /** {@code {"candidate": {…}, "baseline": {…}}}, perhaps with {@code "buckets"} beside them. */
    public static Totals totals(Data data) {
        DataReader both = DataReader.of("the answer", data);
        Grid grid = saysBuckets(data) ? buckets(data) : Grid.of();
        return new Totals(
                sample(both, "candidate", grid), both.has("baseline") ? sample(both, "baseline", grid) : Sample.NONE);
    }

    private static Sample sample(DataReader poll, String arm, Grid grid) {
        DataReader counts = poll.inner(arm);
        return new Sample(
                counts.number("requests"),
                counts.number("failures"),
                counts.has("unreachable") ? counts.number("unreachable") : 0,
                counts.has("times") ? Optional.of(times(counts, grid)) : Optional.empty());
    }

    private static Times times(DataReader counts, Grid grid) {
        return Times.of(
                grid, counts.items("times").stream().mapToLong(counts::number).toArray());
    }

    private static double number(Data data, String what) {
        if (data instanceof Data.Num(BigDecimal value)) {
            return value.doubleValue();
        }
        throw new IllegalArgumentException(what + " is not a number");
    }
}
