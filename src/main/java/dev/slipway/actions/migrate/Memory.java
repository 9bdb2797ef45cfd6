package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.hands.Site;
import dev.slipway.operations.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a step has written down for itself, by name. */
record Memory(Site site) {

    Optional<Data> get(String name) {
        return Optional.ofNullable(all().get(name));
    }

    Optional<String> text(String name) {
        return get(name).map(Data::plain);
    }

    private Map<String, Data> all() {
        return site.recall()
                .map(text -> ((Data.Mapping) Json.read(text)).entries())
                .orElse(Map.of());
    }

    void put(String name, Data value) {
        Map<String, Data> all = new LinkedHashMap<>(all());
        all.put(name, value);
        site.remember(new Data.Mapping(all).json());
    }
}
