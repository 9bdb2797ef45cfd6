package dev.slipway.actions.load;

import dev.slipway.base.Data;
import dev.slipway.operations.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * k6 with a script of ours, which it reads from its standard input: headers may hold secrets, and nobody else sees those there.
 * The script counts by itself and prints one line of JSON in the end; k6's own summaries have another form in each version.
 */
record K6() implements Program {

    private static final String SCRIPT = """
            import http from 'k6/http';
            import exec from 'k6/execution';
            import { Counter } from 'k6/metrics';

            const load = LOAD;
            const answered = new Counter('slipway_answered');
            const wrong = new Counter('slipway_wrong');
            const late = new Counter('slipway_late');

            export const options = load.options;

            export default function () {
              const url = load.urls[exec.scenario.iterationInTest % load.urls.length];
              const given = http.request(load.method, url, load.body, load.params);
              if (given.status === 0) {
                late.add(given.error_code === 1050 ? 1 : 0);
                return;
              }
              const right = load.expect.length === 0
                ? given.status >= 200 && given.status < 400
                : load.expect.includes(given.status);
              answered.add(1);
              wrong.add(right ? 0 : 1);
            }

            export function handleSummary(data) {
              const of = (name, value) => (data.metrics[name] ? data.metrics[name].values[value] : 0);
              return {
                stdout: '\\n' + JSON.stringify({
                  slipway: 1,
                  asked: of('http_reqs', 'count'),
                  answered: of('slipway_answered', 'count'),
                  wrong: of('slipway_wrong', 'count'),
                  late: of('slipway_late', 'count'),
                  dropped: of('dropped_iterations', 'count'),
                  millis: load.options.summaryTrendStats.map((name) => of('http_req_duration', name)),
                }) + '\\n',
              };
            }
            """;

    private static final long HOUR = 3600;

    @Override
    public String name() {
        return "k6";
    }

    @Override
    public Optional<String> refuses(Load written) {
        return Optional.empty();
    }

    @Override
    public List<String> words(Load load) {
        return List.of("k6", "run", "--quiet", "--no-usage-report", "--no-color", "-");
    }

    /** They weigh more than its script. */
    @Override
    public List<String> unset() {
        return List.of("K6_VUS", "K6_DURATION", "K6_ITERATIONS", "K6_STAGES", "K6_SUMMARY_TREND_STATS");
    }

    @Override
    public String input(Load load) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("urls", texts(load.addresses().stream().map(URI::toString).toList()));
        all.put("method", Data.of(load.method()));
        all.put("body", load.body().isEmpty() ? Data.nothing() : Data.of(load.body()));
        all.put(
                "expect",
                new Data.Listing(load.expected().stream().map(Data::of).toList()));
        Map<String, Data> headers = new LinkedHashMap<>();
        load.headers().forEach((header, value) -> headers.put(header, Data.of(value)));
        all.put(
                "params",
                mapping(
                        "headers", new Data.Mapping(headers),
                        "redirects", Data.of(0),
                        "timeout", Data.of(load.patience().toMillis() + "ms")));
        all.put("options", options(load));
        return SCRIPT.replace("LOAD", new Data.Mapping(all).json());
    }

    private static Data options(Load load) {
        double perSecond = load.planned().perSecond();
        // It takes whole numbers only: of an hour where that of a second is none.
        boolean whole = perSecond == Math.rint(perSecond);
        Data scenario = mapping(
                "executor", Data.of("constant-arrival-rate"),
                "rate", Data.of(whole ? (long) perSecond : Math.max(1, Math.round(perSecond * HOUR))),
                "timeUnit", Data.of(whole ? "1s" : HOUR + "s"),
                "duration", Data.of(load.duration().toMillis() + "ms"),
                "preAllocatedVUs", Data.of(load.connections()),
                "gracefulStop", Data.of(load.patience().toMillis() + "ms"));
        return mapping(
                "scenarios", mapping("load", scenario),
                "discardResponseBodies", Data.of(true),
                "summaryTrendStats", texts(List.of("med", "p(90)", "p(95)", "p(99)", "max")));
    }

    private static Data.Mapping mapping(Object... pairs) {
        Map<String, Data> entries = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            entries.put((String) pairs[i], (Data) pairs[i + 1]);
        }
        return new Data.Mapping(entries);
    }

    private static Data.Listing texts(List<String> texts) {
        return new Data.Listing(texts.stream().map(Data::of).toList());
    }

    @Override
    public Reading reading(Load load) {
        return new Summary();
    }

    private static final class Summary implements Reading {
        private String found = "";

        @Override
        public void line(String line) {
            found = line.startsWith("{\"slipway\":1,") ? line : found;
        }

        @Override
        public Counts counts(String errors) {
            if (found.isEmpty() || !(Json.read(found) instanceof Data.Mapping(Map<String, Data> said))) {
                throw new IllegalArgumentException("k6 did not print what it was asked to print in the end");
            }
            long asked = number(said, "asked");
            long answered = number(said, "answered");
            long late = number(said, "late");
            long dropped = number(said, "dropped");
            List<String> mishaps = new ArrayList<>();
            Summed.note(Math.max(0, asked - answered - late), "broken: no connection, or it broke off", mishaps);
            Summed.note(late, "not answered in time", mishaps);
            Summed.note(dropped, "never left: all connections were busy", mishaps);
            return new Summed(
                    asked + dropped,
                    answered,
                    asked - answered + number(said, "wrong") + dropped,
                    answered == 0 ? Map.of() : times(said.get("millis")),
                    mishaps);
        }

        private static long number(Map<String, Data> said, String name) {
            if (said.get(name) instanceof Data.Num(var value)) {
                return value.longValue();
            }
            throw new IllegalArgumentException("k6 printed no number of '" + name + "'");
        }

        private static Map<Measure, Double> times(@Nullable Data millis) {
            Map<Measure, Double> times = new EnumMap<>(Measure.class);
            Measure[] asked = Measure.values();
            if (millis instanceof Data.Listing(List<Data> all) && all.size() == asked.length) {
                for (int i = 0; i < asked.length; i++) {
                    if (all.get(i) instanceof Data.Num(var value)) {
                        times.put(asked[i], value.doubleValue() / 1000);
                    }
                }
            }
            if (times.size() < asked.length) {
                throw new IllegalArgumentException("k6 did not print the times that it was asked for");
            }
            return times;
        }
    }
}
