package dev.slipway.operations;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.base.Operator;
import dev.slipway.base.StepId;
import dev.slipway.run.Sighting;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** Reads a component of one type; what depends on the type alone is decided once. */
    interface Reader {
        Object read(@Nullable Data given);
    }

    static Reader reader(Type type) {
        if (type instanceof ParameterizedType p && p.getRawType() == Optional.class) {
            Reader inner = reader(p.getActualTypeArguments()[0]);
            return given -> given == null ? Optional.empty() : Optional.of(inner.read(given));
        }
        Function<Data, Object> present = present(type);
        return given -> {
            if (given == null) {
                throw new IllegalArgumentException("a value of " + type + " is missing");
            }
            return present.apply(given);
        };
    }

    private static Function<Data, Object> present(Type type) {
        if (type instanceof ParameterizedType p && p.getRawType() == Map.class) {
            Reader each = reader(p.getActualTypeArguments()[1]);
            return given -> entries(type, each, given);
        }
        if (type == Data.class) {
            return given -> given;
        }
        if (type == Sighting.class) {
            return given -> given instanceof Data.Mapping m ? Sightings.CODEC.read(m) : mismatch(type, given);
        }
        if (type instanceof Class<?> plain && plain.isEnum()) {
            Map<String, Object> words = Arrays.stream(plain.getEnumConstants())
                    .collect(Collectors.toUnmodifiableMap(c -> word((Enum<?>) c), Function.identity()));
            return given -> words.containsKey(given.plain()) ? words.get(given.plain()) : mismatch(type, given);
        }
        Function<String, Object> parser = parser(type);
        return given -> parser.apply(given.plain());
    }

    private static Object entries(Type type, Reader each, Data given) {
        if (!(given instanceof Data.Mapping mapping)) {
            return mismatch(type, given);
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        mapping.entries().forEach((k, v) -> entries.put(k, each.read(v)));
        return entries;
    }

    private static Function<String, Object> parser(Type type) {
        return switch (type.getTypeName().substring(type.getTypeName().lastIndexOf('.') + 1)) {
            case "String" -> text -> text;
            case "boolean" -> Boolean::parseBoolean;
            case "int" -> Integer::parseInt;
            case "long" -> Long::parseLong;
            case "Instant" -> Instants::read;
            case "StepId" -> StepId::new;
            case "Operator" -> Operator::new;
            case "Digest" -> Digest::new;
            default -> throw new IllegalStateException("events and requests have no component of " + type);
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
