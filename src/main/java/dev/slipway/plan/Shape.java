package dev.slipway.plan;

import dev.slipway.base.Data;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@link Fields} built. Data of another shape is a bug of whoever kept it: {@link IllegalArgumentException}. */
record Shape(Map<String, Data> fields) {

    static Shape of(Data data) {
        return new Shape(mapping("data", data));
    }

    String text(String name) {
        return maybeText(name)
                .orElseThrow(() -> new IllegalArgumentException("no '" + name + "' in " + fields.keySet()));
    }

    Optional<String> maybeText(String name) {
        return Optional.ofNullable(fields.get(name)).map(data -> text(name, data));
    }

    Optional<Duration> time(String name) {
        return maybeText(name).map(Duration::parse);
    }

    boolean flag(String name) {
        return maybeFlag(name).orElse(false);
    }

    Optional<Boolean> maybeFlag(String name) {
        return Optional.ofNullable(fields.get(name)).map(data -> switch (data) {
            case Data.Bool bool -> bool.value();
            case Data.Text _, Data.Num _, Data.Listing _, Data.Mapping _, Data.Nothing _ -> throw odd(name, data);
        });
    }

    int count(String name, int usual) {
        return maybeCount(name).orElse(usual);
    }

    Optional<Integer> maybeCount(String name) {
        return Optional.ofNullable(fields.get(name)).map(data -> switch (data) {
            case Data.Num num -> num.value().intValueExact();
            case Data.Text _, Data.Bool _, Data.Listing _, Data.Mapping _, Data.Nothing _ -> throw odd(name, data);
        });
    }

    List<String> texts(String name) {
        return list(name, data -> text(name, data));
    }

    <T> List<T> list(String name, Function<Data, T> each) {
        return Optional.ofNullable(fields.get(name)).map(data -> listing(name, data)).orElse(List.of()).stream()
                .map(each)
                .toList();
    }

    Map<String, Data> map(String name) {
        return Optional.ofNullable(fields.get(name))
                .map(data -> mapping(name, data))
                .orElse(Map.of());
    }

    <T> Map<String, T> map(String name, Function<Data, T> each) {
        Map<String, T> all = new LinkedHashMap<>();
        map(name).forEach((key, value) -> all.put(key, each.apply(value)));
        return all;
    }

    Optional<Shape> inner(String name) {
        return Optional.ofNullable(fields.get(name)).map(data -> new Shape(mapping(name, data)));
    }

    Shape must(String name) {
        return inner(name).orElseThrow(() -> new IllegalArgumentException("no '" + name + "' in " + fields.keySet()));
    }

    private static String text(String name, Data data) {
        return switch (data) {
            case Data.Text text -> text.value();
            case Data.Bool _, Data.Num _, Data.Listing _, Data.Mapping _, Data.Nothing _ -> throw odd(name, data);
        };
    }

    private static List<Data> listing(String name, Data data) {
        return switch (data) {
            case Data.Listing listing -> listing.items();
            case Data.Text _, Data.Bool _, Data.Num _, Data.Mapping _, Data.Nothing _ -> throw odd(name, data);
        };
    }

    private static Map<String, Data> mapping(String name, Data data) {
        return switch (data) {
            case Data.Mapping mapping -> mapping.entries();
            case Data.Text _, Data.Bool _, Data.Num _, Data.Listing _, Data.Nothing _ -> throw odd(name, data);
        };
    }

    private static IllegalArgumentException odd(String name, Data data) {
        return new IllegalArgumentException(
                "'" + name + "' is not expected to be " + data.getClass().getSimpleName());
    }
}
