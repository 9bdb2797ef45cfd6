package dev.slipway.actions.judge;

import dev.slipway.base.Data;
import dev.slipway.judge.Grid;
import dev.slipway.judge.Past;
import dev.slipway.judge.Times;
import dev.slipway.operations.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured of a baseline, as a text that one step hands to another. */
final class PastText {
    private PastText() {}

    static String write(Past past) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("requests", Data.of(past.requests()));
        all.put("failures", Data.of(past.failures()));
        all.put("dispersion", number(past.dispersion()));
        all.put("slow-dispersion", number(past.slowDispersion()));
        past.times().ifPresent(times -> {
            List<Data> bounds = new ArrayList<>();
            List<Data> counts = new ArrayList<>();
            // Only where something was counted, with the bounds around it: a grid has a thousand.
            for (int i = 0; i < times.grid().size(); i++) {
                long here = times.counted(i);
                boolean next = i + 1 < times.grid().size() && times.counted(i + 1) > 0;
                boolean last = i + 1 == times.grid().size() && times.counted(i + 1) > 0;
                if (here > 0 || next || last) {
                    bounds.add(number(times.grid().bound(i)));
                    counts.add(Data.of(here));
                }
            }
            counts.add(Data.of(times.counted(times.grid().size())));
            all.put("bounds", new Data.Listing(bounds));
            all.put("times", new Data.Listing(counts));
        });
        return new Data.Mapping(all).json();
    }

    /** Throws {@link IllegalArgumentException} with one sentence. */
    static Past read(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("'before' is empty: no baseline was measured");
        }
        Data data = Json.read(text);
        Optional<Times> times = PrometheusServer.at(data, "bounds") instanceof Data.Listing(List<Data> bounds)
                ? Optional.of(Times.of(
                        Grid.of(bounds.stream().mapToDouble(PastText::number).toArray()),
                        PrometheusServer.items(PrometheusServer.at(data, "times")).stream()
                                .mapToLong(count -> Math.round(number(count)))
                                .toArray()))
                : Optional.empty();
        return new Past(
                Math.round(number(PrometheusServer.at(data, "requests"))),
                Math.round(number(PrometheusServer.at(data, "failures"))),
                times,
                number(PrometheusServer.at(data, "dispersion")),
                number(PrometheusServer.at(data, "slow-dispersion")));
    }

    private static Data number(double value) {
        return new Data.Num(BigDecimal.valueOf(value));
    }

    private static double number(Data data) {
        if (data instanceof Data.Num(BigDecimal value)) {
            return value.doubleValue();
        }
        throw new IllegalArgumentException("'before' is not what judge.baseline wrote");
    }
}
