package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.hands.Site;
import dev.slipway.operations.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a step has written down for itself, by name. */
record Memory(Site site) {
    private static final String QUESTION = "question";

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

    /** Whether this was put to a person before, who has tried the step again: that is the answer. */
    boolean answered(String question) {
        boolean again = text(QUESTION).filter(question::equals).isPresent();
        put(QUESTION, Data.of(question));
        return again;
    }

    boolean asking() {
        return get(QUESTION).isPresent();
    }

    void put(String name, Data value) {
        Map<String, Data> all = new LinkedHashMap<>(all());
        all.put(name, value);
        site.remember(new Data.Mapping(all).json());
    }
}
