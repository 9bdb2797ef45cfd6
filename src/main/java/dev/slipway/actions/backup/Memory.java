package dev.slipway.actions.backup;

import dev.slipway.base.Data;
import dev.slipway.hands.Site;
import dev.slipway.operations.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a step has written down for itself, by names. */
record Memory(Site site) {

    Optional<String> recall(String name) {
        return Optional.ofNullable(all().get(name)).map(Data::plain);
    }

    private Map<String, Data> all() {
        return site.recall()
                .map(text -> ((Data.Mapping) Json.read(text)).entries())
                .orElse(Map.of());
    }

    void remember(String name, String text) {
        Map<String, Data> memory = new LinkedHashMap<>(all());
        memory.put(name, Data.of(text));
        site.remember(new Data.Mapping(memory).json());
    }
}
