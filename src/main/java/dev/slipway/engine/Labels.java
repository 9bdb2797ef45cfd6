package dev.slipway.engine;

import dev.slipway.base.Data;
import dev.slipway.operations.Json;
import dev.slipway.plan.Plan;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What lists of runs show, without opening them.
 *
 * @param root the folder in which its steps run, wherever it is resumed from
 */
public record Labels(
        String service,
        String environment,
        String procedure,
        String document,
        String title,
        String requester,
        String root) {

    static Labels of(Plan plan, Surroundings self) {
        Plan.Title t = plan.title();
        return new Labels(
                t.service(),
                t.environment(),
                t.procedure(),
                t.document(),
                t.text(),
                self.operator().name(),
                self.root().toString());
    }

    public static Labels read(String json) {
        if (!(Json.read(json) instanceof Data.Mapping m)) {
            throw new IllegalArgumentException("not a label: " + json);
        }
        return new Labels(
                text(m, "service"),
                text(m, "environment"),
                text(m, "procedure"),
                text(m, "document"),
                text(m, "title"),
                text(m, "requester"),
                text(m, "root"));
    }

    private static String text(Data.Mapping mapping, String key) {
        return mapping.entries().getOrDefault(key, Data.nothing()).plain();
    }

    String json() {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("service", Data.of(service));
        all.put("environment", Data.of(environment));
        all.put("procedure", Data.of(procedure));
        all.put("document", Data.of(document));
        all.put("title", Data.of(title));
        all.put("requester", Data.of(requester));
        all.put("root", Data.of(root));
        return new Data.Mapping(all).json();
    }
}
