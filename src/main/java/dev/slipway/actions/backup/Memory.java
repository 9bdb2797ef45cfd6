package dev.slipway.actions.backup;

import dev.slipway.base.Data;
import dev.slipway.hands.Site;
import dev.slipway.operations.Json;
import dev.slipway.run.Sighting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a step has written down for itself, by names. */
record Memory(Site site) {
    private static final String ASKED = "asked";
    private static final String ANSWERED = "answered";

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

    /** Whether this loss was put to a person before, who has tried the step again: that is the answer. */
    boolean answered(String loss) {
        if (recall(ASKED).filter(loss::equals).isPresent()) {
            remember(ANSWERED, loss);
            return true;
        }
        remember(ASKED, loss);
        return false;
    }

    /**
     * Of a step that has changed nothing. When Slipway ended between the question whether something may be lost and its record,
     * doing the step again would be taken for the answer: a person looks instead.
     */
    Sighting untouched() {
        return recall(ASKED).equals(recall(ANSWERED))
                ? new Sighting.Absent()
                : new Sighting.Unknown("it would lose something, and nobody has answered whether it may");
    }
}
