package dev.slipway.operations;

import dev.slipway.base.Data;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The records of one sealed interface as data and back. Each is a mapping whose key {@code tag} holds the record's name in
 * kebab-case, then its components. A record that is added is written and read without a line more; an unknown name or a
 * missing component is refused.
 */
final class RecordData<T> {
    private final String tag;
    private final Map<String, Shape> byName;
    private final Map<Class<?>, Shape> byType;

    private record Shape(String name, Class<?> type, List<Part> parts, Constructor<?> constructor) {}

    private record Part(String name, Method accessor, Values.Reader reader) {
        Part(RecordComponent component) {
            this(kebab(component.getName()), component.getAccessor(), Values.reader(component.getGenericType()));
        }
    }

    RecordData(Class<T> sealed, String tag) {
        this.tag = tag;
        this.byName = Arrays.stream(sealed.getPermittedSubclasses())
                .filter(Class::isRecord)
                .map(RecordData::shape)
                .collect(Collectors.toUnmodifiableMap(Shape::name, Function.identity()));
        this.byType = byName.values().stream().collect(Collectors.toUnmodifiableMap(Shape::type, Function.identity()));
    }

    private static Shape shape(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return new Shape(
                    kebab(type.getSimpleName()),
                    type,
                    Arrays.stream(components).map(Part::new).toList(),
                    type.getDeclaredConstructor(types));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its constructor: " + type, e);
        }
    }

    Data.Mapping write(T value) {
        Shape shape = Objects.requireNonNull(byType.get(value.getClass()));
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put(tag, Data.of(shape.name()));
        for (Part part : shape.parts()) {
            try {
                Values.write(part.accessor().invoke(value)).ifPresent(data -> entries.put(part.name(), data));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("records show their components", e);
            }
        }
        return new Data.Mapping(entries);
    }

    T read(Data.Mapping data) {
        Shape shape = Optional.ofNullable(data.entries().get(tag))
                .map(name -> byName.get(name.plain()))
                .orElseThrow(() -> new IllegalArgumentException("unknown " + tag + ": " + data.json()));
        Object[] values = new Object[shape.parts().size()];
        for (int i = 0; i < values.length; i++) {
            Part part = shape.parts().get(i);
            values[i] = part.reader().read(data.entries().get(part.name()));
        }
        try {
            @SuppressWarnings("unchecked")
            T value = (T) shape.constructor().newInstance(values);
            return value;
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("not a right " + shape.name() + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("records are made by their constructor", e);
        }
    }

    static String kebab(String camel) {
        StringBuilder out = new StringBuilder(camel.length() + 4);
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                out.append('-');
            }
            out.append(Character.toLowerCase(c));
        }
        return out.toString();
    }
}
