package dev.slipway.plan;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.runbook.FrontMatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The stores that steps may name. */
final class Depots {
    private final Map<String, Plan.Depot> all = new LinkedHashMap<>();
    private final Problems problems;

    Depots(FrontMatter front, Problems problems) {
        this.problems = problems;
        for (FrontMatter.DepotName each : front.depots()) {
            all.put(
                    each.name().text(),
                    new Plan.Depot(
                            each.storage(),
                            each.recipients().stream().map(Phrase::text).toList(),
                            each.keep()));
        }
    }

    Map<String, Plan.Depot> all() {
        return all;
    }

    void check(Phrase name) {
        if (!all.containsKey(name.text())) {
            problems.add(
                    name.span(),
                    "no store is called '" + name.text() + "'",
                    all.isEmpty()
                            ? "Declare it in the front matter: stores: {" + name.text()
                                    + ": {folder: /var/backups, recipients: [age1…]}}"
                            : Nearest.help("Stores below 'stores'", name.text(), all.keySet()));
        }
    }
}
