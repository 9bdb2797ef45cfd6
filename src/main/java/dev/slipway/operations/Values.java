package dev.slipway.operations;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.base.Operator;
import dev.slipway.base.StepId;
import dev.slipway.run.Sighting;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values that components of events and requests have, as data and back. */
final class Values {
    private Values() {}

    /** Empty for an absent value, which is not written at all. */
    static Optional<Data> write(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.flatMap(Values::write);
            case Data data -> Optional.of(data);
            case Boolean b -> Optional.of(Data.of(b));
            case Integer n -> Optional.of(Data.of(n));
            case Long n -> Optional.of(Data.of(n));
            case Enum<?> e -> Optional.of(Data.of(word(e)));
            case Map<?, ?> map -> Optional.of(mapping(map));
            case Sighting sighting -> Optional.of(Sightings.CODEC.write(sighting));
            default -> Optional.of(Data.of(value.toString()));
        };
    }

    private static Data mapping(Map<?, ?> map) {
        Map<String, Data> entries = new LinkedHashMap<>();
        map.forEach((key, value) -> write(value).ifPresent(data -> entries.put(key.toString(), data)));
        return new Data.Mapping(entries);
    }

    static Object read(Type type, @Nullable Data given) {
        if (type instanceof ParameterizedType p && p.getRawType() == Optional.class) {
            return Optional.ofNullable(given).map(d -> read(p.getActualTypeArguments()[0], d));
        }
        if (given == null) {
            throw new IllegalArgumentException("a value of " + type + " is missing");
        }
        if (type instanceof ParameterizedType p && p.getRawType() == Map.class && given instanceof Data.Mapping m) {
            Map<String, Object> entries = new LinkedHashMap<>();
            m.entries().forEach((k, v) -> entries.put(k, read(p.getActualTypeArguments()[1], v)));
            return entries;
        }
        return type instanceof Class<?> plain ? read(plain, given) : mismatch(type, given);
    }

    private static Object read(Class<?> type, Data given) {
        if (type == Data.class) {
            return given;
        }
        if (given instanceof Data.Mapping m && type == Sighting.class) {
            return Sightings.CODEC.read(m);
        }
        String text = given.plain();
        if (type.isEnum()) {
            return Arrays.<Object>stream(type.getEnumConstants())
                    .filter(c -> word((Enum<?>) c).equals(text))
                    .findFirst()
                    .orElseGet(() -> mismatch(type, given));
        }
        return switch (type.getSimpleName()) {
            case "String" -> text;
            case "boolean" -> Boolean.parseBoolean(text);
            case "int" -> Integer.parseInt(text);
            case "long" -> Long.parseLong(text);
            case "Instant" -> Instant.parse(text);
            case "StepId" -> new StepId(text);
            case "Operator" -> new Operator(text);
            case "Digest" -> new Digest(text);
            default -> mismatch(type, given);
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Object mismatch(Type type, Data given) {
        throw new IllegalArgumentException("not a value of " + type + ": " + given.json());
    }

    /** Apart, so that it is made once somebody asks for it. */
    private static final class Sightings {
        static final RecordData<Sighting> CODEC = new RecordData<>(Sighting.class, "sighting");
    }
}
