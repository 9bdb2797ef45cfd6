package dev.slipway.parameters;

import dev.slipway.base.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pieces of JSON Schema 2020-12. */
final class Schemas {
    private Schemas() {}

    static Data.Mapping of(String key, Data value, String key2, Data value2) {
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put(key, value);
        entries.put(key2, value2);
        return new Data.Mapping(entries);
    }

    static Data.Mapping anyOf(Data... schemas) {
        return new Data.Mapping(Map.of("anyOf", new Data.Listing(List.of(schemas))));
    }

    static Data texts(List<String> all) {
        return new Data.Listing(all.stream().map(Data::of).toList());
    }
}
