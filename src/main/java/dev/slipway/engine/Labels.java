package dev.slipway.engine;

import dev.slipway.base.Data;
import dev.slipway.base.Operator;
import dev.slipway.operations.Json;
import dev.slipway.plan.Plan;
import java.util.LinkedHashMap;
import java.util.Map;

/** What lists of runs show, without opening them. */
public record Labels(
        String service, String environment, String procedure, String document, String title, String requester) {

    static Labels of(Plan plan, Operator requester) {
        Plan.Title t = plan.title();
        return new Labels(t.service(), t.environment(), t.procedure(), t.document(), t.text(), requester.name());
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
                text(m, "requester"));
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
        return new Data.Mapping(all).json();
    }
}
