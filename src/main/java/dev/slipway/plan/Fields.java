package dev.slipway.plan;

import dev.slipway.base.Data;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds a mapping field by field, in order; what is empty or false is left out. */
final class Fields {
    private final Map<String, Data> all = new LinkedHashMap<>();

    Fields with(String name, Data value) {
        all.put(name, value);
        return this;
    }

    Fields with(String name, String text) {
        return with(name, Data.of(text));
    }

    Fields text(String name, @Nullable String text) {
        return text == null ? this : with(name, text);
    }

    Fields time(String name, @Nullable Duration time) {
        return time == null ? this : with(name, time.toString());
    }

    Fields flag(String name, boolean set) {
        return set ? with(name, Data.of(true)) : this;
    }

    /** Left out when it is {@code usual}. */
    Fields count(String name, long value, long usual) {
        return value == usual ? this : with(name, Data.of(value));
    }

    Fields texts(String name, List<String> texts) {
        return list(name, texts, Data::of);
    }

    <T> Fields list(String name, List<T> items, Function<T, Data> each) {
        return items.isEmpty()
                ? this
                : with(name, new Data.Listing(items.stream().map(each).toList()));
    }

    Fields map(String name, Map<String, Data> entries) {
        return entries.isEmpty() ? this : with(name, new Data.Mapping(entries));
    }

    Data.Mapping done() {
        return new Data.Mapping(all);
    }
}
