package dev.slipway.operations;

import dev.slipway.base.Data;
import dev.slipway.route.Buckets;
import dev.slipway.route.Counts;
import dev.slipway.route.Counts.Answered;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** What a front counted, as data and back. */
public final class CountsJson {
    private CountsJson() {}

    public static Data.Mapping write(Counts counts) {
        Answered by = counts.answered();
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put("answered", list(LongStream.of(by.informed(), by.ok(), by.moved(), by.refused(), by.failed())));
        entries.put("unreachable", Data.of(counts.unreachable()));
        entries.put("broken", Data.of(counts.broken()));
        entries.put("aborted", Data.of(counts.aborted()));
        counts.latency().ifPresent(times -> entries.put("latency", list(Arrays.stream(times.counts()))));
        entries.put("in-flight", Data.of(counts.inFlight()));
        entries.put("streams", Data.of(counts.streams()));
        counts.unanswered().ifPresent(times -> entries.put("unanswered", list(Arrays.stream(times.counts()))));
        return new Data.Mapping(entries);
    }

    public static Counts read(Data data) {
        DataReader counts = DataReader.of("the counts", data);
        long[] by = numbers(counts, "answered");
        if (by.length != 5) {
            throw new IllegalArgumentException("the counts have " + by.length + " classes of answers, not 5");
        }
        Counts read = new Counts(
                new Answered(by[0], by[1], by[2], by[3], by[4]),
                counts.number("unreachable"),
                counts.number("broken"),
                counts.number("aborted"),
                counts.has("latency") ? Optional.of(Buckets.of(numbers(counts, "latency"))) : Optional.empty(),
                counts.number("in-flight"),
                counts.number("streams"));
        return counts.has("unanswered") ? read.with(Buckets.of(numbers(counts, "unanswered"))) : read;
    }

    private static Data list(LongStream numbers) {
        List<Data> items = numbers.mapToObj(Data::of).toList();
        return new Data.Listing(items);
    }

    private static long[] numbers(DataReader counts, String name) {
        return counts.items(name).stream().mapToLong(counts::number).toArray();
    }
}
