package dev.slipway.docker;

import dev.slipway.base.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a program has said in JSON, read by paths; what is not there is empty. */
record Known(Data data) {

    private static final Known NOTHING = new Known(Data.nothing());

    Known at(String... path) {
        Data now = data;
        for (String step : path) {
            now = now instanceof Data.Mapping(Map<String, Data> entries) && entries.get(step) != null
                    ? entries.get(step)
                    : NOTHING.data;
        }
        return new Known(now);
    }

    boolean isThere() {
        return !(data instanceof Data.Nothing);
    }

    /** Empty for an empty text as well: Docker writes one where there is nothing to say. */
    Optional<String> text(String... path) {
        Data found = at(path).data;
        return found instanceof Data.Nothing
                ? Optional.empty()
                : Optional.of(found.plain()).filter(text -> !text.isEmpty());
    }

    boolean is(String... path) {
        return Data.of(true).equals(at(path).data);
    }

    int number(String... path) {
        return text(path)
                .filter(text -> text.matches("-?\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    Map<String, Known> mapping(String... path) {
        Map<String, Known> all = new LinkedHashMap<>();
        if (at(path).data instanceof Data.Mapping(Map<String, Data> entries)) {
            entries.forEach((key, value) -> all.put(key, new Known(value)));
        }
        return all;
    }

    List<Known> list(String... path) {
        return at(path).data instanceof Data.Listing(List<Data> items)
                ? items.stream().map(Known::new).toList()
                : List.of();
    }
}
