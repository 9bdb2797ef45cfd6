package dev.slipway.plan;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.runbook.FrontMatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The proxies that steps may name: the runbook's, and before them those of the environment. */
final class Fronts {
    private final Map<String, Plan.Front> all = new LinkedHashMap<>();
    private final Problems problems;

    Fronts(FrontMatter front, Choice.Chosen chosen, Problems problems) {
        this.problems = problems;
        add(front.traffic());
        chosen.environment().ifPresent(environment -> add(environment.traffic()));
    }

    private void add(List<FrontMatter.TrafficName> names) {
        for (FrontMatter.TrafficName each : names) {
            Map<String, String> settings = new LinkedHashMap<>();
            each.settings().forEach((key, value) -> settings.put(key, value.text()));
            all.put(each.name().text(), new Plan.Front(each.driver().text(), settings));
        }
    }

    Map<String, Plan.Front> all() {
        return all;
    }

    void check(Phrase name) {
        if (!all.containsKey(name.text())) {
            problems.add(
                    name.span(),
                    "no front is called '" + name.text() + "'",
                    all.isEmpty()
                            ? "Declare it in the front matter: traffic: {" + name.text() + ": {embedded: proxy.sock}}"
                            : Nearest.help("Fronts below 'traffic'", name.text(), all.keySet()));
        }
    }
}
