package dev.slipway.traffic.haproxy;

import dev.slipway.route.Counts;
import dev.slipway.route.Counts.Answered;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What HAProxy counted at a slot: 1xx to 5xx as the servers answered, connect failures, broken answers, client gone. */
record Tally(List<Long> numbers) {

    private static final List<String> COLUMNS =
            List.of("hrsp_1xx", "hrsp_2xx", "hrsp_3xx", "hrsp_4xx", "hrsp_5xx", "econ", "eresp", "cli_abrt");

    static final Tally NONE = new Tally(COLUMNS.stream().map(_ -> 0L).toList());

    Tally {
        numbers = List.copyOf(numbers);
        if (numbers.size() != COLUMNS.size()) {
            throw new IllegalArgumentException("a tally has " + COLUMNS.size() + " numbers");
        }
    }

    /** Of one line of {@code show stat}. */
    static Tally of(Map<String, String> row) {
        return new Tally(COLUMNS.stream().map(column -> number(row, column)).toList());
    }

    /** A column that HAProxy leaves empty has nothing to count. */
    static long number(Map<String, String> row, String column) {
        String written = row.getOrDefault(column, "");
        return written.isEmpty() ? 0 : Long.parseLong(written);
    }

    static Tally parse(String written) {
        return new Tally(Arrays.stream(written.split(",")).map(Long::parseLong).toList());
    }

    Tally plus(Tally other) {
        List<Long> sum = new java.util.ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            sum.add(numbers.get(i) + other.numbers.get(i));
        }
        return new Tally(sum);
    }

    /** Since a pool came into the slot; all of it when HAProxy began to count anew in between. */
    Tally since(Tally then) {
        List<Long> rest = new java.util.ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            long more = numbers.get(i) - then.numbers.get(i);
            if (more < 0) {
                return this;
            }
            rest.add(more);
        }
        return new Tally(rest);
    }

    Counts counts(long inFlight) {
        Answered answered =
                new Answered(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4));
        return new Counts(answered, numbers.get(5), numbers.get(6), numbers.get(7), Optional.empty(), inFlight, 0);
    }

    @Override
    public String toString() {
        return numbers.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
