package dev.slipway.operations;

import dev.slipway.base.Data;
import dev.slipway.judge.Arms;
import dev.slipway.judge.Grid;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Sample.Waiting;
import dev.slipway.judge.Times;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A poll of both arms, as a line of JSON: {@code {"at": 1, "share": 0.05, "candidate": {"requests": 5, "failures": 0},
 * "baseline": {…}}}, times in seconds; or {@code {"at": 2, "silence": "no answer"}}. Counts of times are those of each bucket
 * of {@code {"buckets": [0.1, 0.2]}}, a line of its own before; {@code {"1": 4}} are four in the second of them.
 */
public final class PollJson {
    private static final String UNKNOWN = "unknown";

    private PollJson() {}

    /** Whether the line says buckets and no poll. */
    public static boolean saysBuckets(Data data) {
        return data instanceof Data.Mapping mapping
                && mapping.entries().containsKey("buckets")
                && !mapping.entries().containsKey("at");
    }

    /** Whether the line is the heading of a watch, as the diary of a step has it, and no poll. */
    public static boolean saysBegun(Data data) {
        return data instanceof Data.Mapping mapping && mapping.entries().containsKey("begun");
    }

    /** Whether such a heading is of a watch that begins from nothing. */
    public static boolean beginsAnew(Data data) {
        return saysBegun(data)
                && data instanceof Data.Mapping mapping
                && !mapping.entries().containsKey("goes-on");
    }

    public static Grid buckets(Data data) {
        return grid(DataReader.of("the line", data));
    }

    private static Grid grid(DataReader data) {
        List<Data> bounds = data.items("buckets");
        return Grid.of(
                bounds.stream().mapToDouble(bound -> number(bound, "a bucket")).toArray());
    }

    /** Throws {@link IllegalArgumentException} with one sentence. */
    public static Poll read(Data data, Grid grid) {
        DataReader poll = DataReader.of("the poll", data);
        Poll counted = counted(poll, grid);
        if (poll.has("values")) {
            for (Data each : poll.items("values")) {
                DataReader answer = DataReader.of("a value", each);
                counted = counted.with(answer.text("query"), value(answer.get("value")));
            }
        }
        return poll.has("health") ? counted.with(health(poll.text("health"))) : counted;
    }

    private static Poll counted(DataReader poll, Grid grid) {
        Duration at = at(poll.get("at"));
        if (poll.has("silence")) {
            return Poll.silent(at, poll.text("silence"));
        }
        Sample candidate = sample(poll, "candidate", grid);
        if (!poll.has("baseline")) {
            return Poll.of(at, Arms.alone(candidate));
        }
        return Poll.of(at, new Arms(candidate, sample(poll, "baseline", grid), share(poll), halves(poll, grid)));
    }

    private static Duration at(Data at) {
        if (at instanceof Data.Num(BigDecimal seconds) && seconds.signum() >= 0 && seconds.precision() < 40) {
            return Duration.ofNanos(seconds.movePointRight(9).longValue());
        }
        throw new IllegalArgumentException("'at' is not a number of seconds");
    }

    private static double share(DataReader poll) {
        if (!poll.has("share")) {
            return 0.5;
        }
        return poll.get("share").equals(Data.of(UNKNOWN)) ? Arms.UNKNOWN : number(poll.get("share"), "'share'");
    }

    private static List<Sample> halves(DataReader poll, Grid grid) {
        return poll.has("halves")
                ? poll.items("halves").stream()
                        .map(half -> sample(DataReader.of("a half", half), grid))
                        .toList()
                : List.of();
    }

    private static Poll.Health health(String word) {
        return switch (word) {
            case "well" -> Poll.Health.WELL;
            case "failed" -> Poll.Health.FAILED;
            default -> throw new IllegalArgumentException("'health' is well or failed, and not '" + word + "'");
        };
    }

    /** JSON has no number beyond all bounds. */
    private static double value(Data given) {
        return given instanceof Data.Text(String text) && text.matches("-?Infinity|NaN")
                ? Double.parseDouble(text)
                : number(given, "'value'");
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
        return sample(poll.inner(arm), grid);
    }

    private static Sample sample(DataReader counts, Grid given) {
        Grid grid = counts.has("buckets") ? grid(counts) : given;
        return new Sample(
                counts.number("requests"),
                counts.number("failures"),
                counts.has("unreachable") ? counts.number("unreachable") : 0,
                counts.has("times") ? Optional.of(times(counts, "times", grid)) : Optional.empty(),
                counts.has("waiting") ? Optional.of(waiting(counts, grid)) : Optional.empty());
    }

    private static Waiting waiting(DataReader counts, Grid grid) {
        boolean both = counts.get("waiting") instanceof Data.Mapping(Map<String, Data> of) && of.containsKey("now");
        return both
                ? new Waiting(
                        times(counts.inner("waiting"), "before", grid), times(counts.inner("waiting"), "now", grid))
                : new Waiting(Times.none(grid), times(counts, "waiting", grid));
    }

    private static Times times(DataReader counts, String name, Grid grid) {
        if (!(counts.get(name) instanceof Data.Mapping(Map<String, Data> some))) {
            return Times.of(
                    grid, counts.items(name).stream().mapToLong(counts::number).toArray());
        }
        long[] all = new long[grid.size() + 1];
        some.forEach((bucket, count) -> {
            if (!bucket.matches("\\d{1,6}") || Integer.parseInt(bucket) >= all.length) {
                throw new IllegalArgumentException("there is no bucket " + bucket + " among " + all.length);
            }
            all[Integer.parseInt(bucket)] = counts.number(count);
        });
        return Times.of(grid, all);
    }

    private static double number(Data data, String what) {
        if (data instanceof Data.Num(BigDecimal value)) {
            return value.doubleValue();
        }
        throw new IllegalArgumentException(what + " is not a number");
    }

    /** The line that polls with times in these buckets need before them. */
    public static Data.Mapping write(Grid grid) {
        List<Data> bounds = new ArrayList<>();
        for (int i = 0; i < grid.size(); i++) {
            bounds.add(exactly(grid.bound(i)));
        }
        return new Data.Mapping(Map.of("buckets", new Data.Listing(bounds)));
    }

    /** So that {@link #read} gives the same poll again, to the last bit. */
    public static Data.Mapping write(Poll poll, Grid grid) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("at", new Data.Num(BigDecimal.valueOf(poll.at().toNanos(), 9).stripTrailingZeros()));
        poll.arms().ifPresentOrElse(arms -> write(arms, grid, all), () -> all.put("silence", Data.of(poll.silence())));
        if (!poll.values().isEmpty()) {
            List<Data> values = new ArrayList<>();
            poll.values()
                    .forEach((query, value) ->
                            values.add(new Data.Mapping(Map.of("query", Data.of(query), "value", exactly(value)))));
            all.put("values", new Data.Listing(values));
        }
        poll.health()
                .ifPresent(health -> all.put("health", Data.of(health.name().toLowerCase(Locale.ROOT))));
        return new Data.Mapping(all);
    }

    private static void write(Arms arms, Grid grid, Map<String, Data> all) {
        all.put("candidate", write(arms.candidate(), grid));
        boolean alone = arms.share() == 1
                && arms.baseline().equals(Sample.NONE)
                && arms.halves().isEmpty();
        if (!alone) {
            all.put("share", Double.isNaN(arms.share()) ? Data.of(UNKNOWN) : exactly(arms.share()));
            all.put("baseline", write(arms.baseline(), grid));
        }
        if (!arms.halves().isEmpty()) {
            all.put(
                    "halves",
                    new Data.Listing(arms.halves().stream()
                            .map(half -> write(half, grid))
                            .toList()));
        }
    }

    private static Data write(Sample sample, Grid grid) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("requests", Data.of(sample.requests()));
        all.put("failures", Data.of(sample.failures()));
        if (sample.unreachable() > 0) {
            all.put("unreachable", Data.of(sample.unreachable()));
        }
        sample.grid()
                .filter(other -> !other.equals(grid))
                .ifPresent(other -> all.putAll(write(other).entries()));
        sample.times().ifPresent(times -> all.put("times", write(times)));
        sample.waiting()
                .ifPresent(waiting -> all.put(
                        "waiting",
                        new Data.Mapping(Map.of("before", write(waiting.before()), "now", write(waiting.now())))));
        return new Data.Mapping(all);
    }

    private static Data write(Times times) {
        Map<String, Data> some = new LinkedHashMap<>();
        for (int i = 0; i <= times.grid().size(); i++) {
            if (times.counted(i) > 0) {
                some.put(Integer.toString(i), Data.of(times.counted(i)));
            }
        }
        return new Data.Mapping(some);
    }

    private static Data exactly(double value) {
        return Double.isFinite(value) ? new Data.Num(BigDecimal.valueOf(value)) : Data.of(Double.toString(value));
    }
}
