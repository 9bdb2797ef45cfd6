package dev.slipway.actions.judge;

import dev.slipway.actions.judge.Fetch.Fetched;
import dev.slipway.base.Data;
import dev.slipway.operations.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A Prometheus server's HTTP interface: what it answers, or why it does not. */
record PrometheusServer(URI at, Fetch fetch) {

    /** What a query brought; a native histogram instead of a value where there is one. */
    record Found(Series series, Optional<Data> histogram) {}

    static final class Refused extends Exception {
        Refused(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /** All series that an instant query finds now. */
    List<Found> query(String promql, Duration limit) throws InterruptedException, Refused {
        Data result = asked("query?query=" + encoded(promql), limit);
        List<Found> found = new ArrayList<>();
        String type = text(at(result, "resultType"));
        if (type.equals("scalar") && at(result, "result") instanceof Data.Listing(List<Data> pair)) {
            found.add(new Found(new Series("", Map.of(), value(pair)), Optional.empty()));
            return found;
        }
        for (Data each : items(at(result, "result"))) {
            found.add(found(each));
        }
        return found;
    }

    private static Found found(Data each) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (at(each, "metric") instanceof Data.Mapping(Map<String, Data> entries)) {
            entries.forEach((name, value) -> labels.put(name, value.plain()));
        }
        String name = Optional.ofNullable(labels.remove("__name__")).orElse("");
        Optional<Data> histogram = at(each, "histogram") instanceof Data.Listing(List<Data> pair) && pair.size() == 2
                ? Optional.of(pair.getLast())
                : Optional.empty();
        double value = at(each, "value") instanceof Data.Listing(List<Data> pair) ? value(pair) : Double.NaN;
        return new Found(new Series(name, labels, value), histogram);
    }

    /** One number, or none; several are a mistake of the query. */
    Optional<Double> number(String promql, Duration limit) throws InterruptedException, Refused {
        List<Found> found = query(promql, limit);
        if (found.size() > 1) {
            throw new Refused("the query finds " + found.size() + " series, and one number is wanted: sum them");
        }
        return found.stream().map(each -> each.series().value()).findFirst();
    }

    /** @param step between two points */
    record Range(Instant from, Instant to, Duration step) {}

    /** The values over a time, by series. */
    Map<Series, List<Double>> range(String promql, Range range, Duration limit) throws InterruptedException, Refused {
        Map<Series, List<Double>> all = new LinkedHashMap<>();
        for (Data each : ranged(promql, range, limit)) {
            List<Double> values = items(at(each, "values")).stream()
                    .map(point -> value(items(point)))
                    .toList();
            all.put(found(each).series(), values);
        }
        return all;
    }

    /** What a query would have found at each of the moments, oldest first; moments at which it found nothing are not there. */
    SortedMap<Instant, List<Found>> moments(String promql, Range range, Duration limit)
            throws InterruptedException, Refused {
        SortedMap<Instant, List<Found>> all = new TreeMap<>();
        for (Data each : ranged(promql, range, limit)) {
            Series series = found(each).series();
            for (Data point : items(at(each, "values"))) {
                all.computeIfAbsent(when(point), _ -> new ArrayList<>())
                        .add(new Found(
                                new Series(series.name(), series.labels(), value(items(point))), Optional.empty()));
            }
            for (Data point : items(at(each, "histograms"))) {
                all.computeIfAbsent(when(point), _ -> new ArrayList<>())
                        .add(new Found(series, Optional.of(items(point).getLast())));
            }
        }
        return all;
    }

    private static Instant when(Data point) {
        double seconds = Exposition.number(items(point).getFirst().plain()).orElse(0.0);
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    private List<Data> ranged(String promql, Range range, Duration limit) throws InterruptedException, Refused {
        Data result = asked(
                "query_range?query=" + encoded(promql) + "&start=" + seconds(range.from()) + "&end="
                        + seconds(range.to()) + "&step=" + range.step().toMillis() / 1000.0,
                limit);
        return items(at(result, "result"));
    }

    private static String seconds(Instant time) {
        return time.getEpochSecond() + "." + "%03d".formatted(time.getNano() / 1_000_000);
    }

    /** Whatever the interface keeps under {@code data}. */
    Data asked(String what, Duration limit) throws InterruptedException, Refused {
        URI uri = URI.create(at.toString().replaceAll("/$", "") + "/api/v1/" + what);
        return switch (fetch.get(uri, limit)) {
            case Fetched.Not(String why) -> throw new Refused(why);
            case Fetched.Answered(int status, String text) -> data(status, text);
        };
    }

    private Data data(int status, String text) throws Refused {
        Data answer;
        try {
            answer = Json.read(text);
        } catch (IllegalArgumentException _) {
            throw new Refused(Fetch.shown(at) + " answers " + status + ", and not as Prometheus does");
        }
        if (!text(at(answer, "status")).equals("success")) {
            String says = text(at(answer, "error"));
            throw new Refused("Prometheus refuses: " + (says.isEmpty() ? "status " + status : says));
        }
        return at(answer, "data");
    }

    static Data at(Data data, String key) {
        return data instanceof Data.Mapping(Map<String, Data> entries)
                ? entries.getOrDefault(key, Data.nothing())
                : Data.nothing();
    }

    static List<Data> items(Data data) {
        return data instanceof Data.Listing(List<Data> items) ? items : List.of();
    }

    static String text(Data data) {
        return data instanceof Data.Text(String text) ? text : "";
    }

    private static double value(List<Data> pair) {
        return pair.size() == 2 ? Exposition.number(pair.getLast().plain()).orElse(Double.NaN) : Double.NaN;
    }

    private static String encoded(String promql) {
        return URLEncoder.encode(promql, StandardCharsets.UTF_8);
    }
}
