package dev.slipway.parameters;

import dev.slipway.base.Data;
import dev.slipway.base.Nearest;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record as a mapping with known keys. */
record Shape(Class<? extends Record> type, List<Slot> slots, List<String> oneOf) implements Kind {

    /** What one component of the record is made from. */
    interface Slot {
        /** The parameters that it takes. */
        List<Component> components();

        Optional<Object> read(Map<String, Data> entries, Check check);
    }

    /** A record whose parameters stand among those around it. */
    private record Spread(Shape shape) implements Slot {
        @Override
        public List<Component> components() {
            return shape.components();
        }

        @Override
        public Optional<Object> read(Map<String, Data> entries, Check check) {
            return shape.values(entries, check, check.blemishes());
        }
    }

    static Shape of(Class<? extends Record> type) {
        OneOf oneOf = type.getAnnotation(OneOf.class);
        return new Shape(
                type,
                Arrays.stream(type.getRecordComponents()).map(Shape::slot).toList(),
                oneOf == null ? List.of() : List.of(oneOf.value()));
    }

    private static Slot slot(RecordComponent component) {
        return component.isAnnotationPresent(Among.class)
                ? new Spread(of(component.getType().asSubclass(Record.class)))
                : Component.of(component);
    }

    List<Component> components() {
        return slots.stream().flatMap(slot -> slot.components().stream()).toList();
    }

    @Override
    public String words() {
        return "mapping";
    }

    @Override
    public Optional<Object> read(Data data, Check check) {
        if (!(data instanceof Data.Mapping(Map<String, Data> entries))) {
            return check.fault(Shown.of(data) + " is not a mapping", keys("").strip());
        }
        int before = check.blemishes();
        List<String> names = names();
        entries.keySet().stream().filter(key -> !names.contains(key)).forEach(key -> unknown(key, check));
        return values(entries, check, before);
    }

    /** @param before the blemishes at which it was still sound */
    private Optional<Object> values(Map<String, Data> entries, Check check, int before) {
        List<Object> values = new ArrayList<>();
        for (Slot slot : slots) {
            slot.read(entries, check).ifPresent(values::add);
        }
        checkOneOf(entries, check);
        return check.blemishes() == before ? construct(values, check) : Optional.empty();
    }

    private void unknown(String key, Check check) {
        check.faultAtKey(key, "no parameter is called '" + key + "'", keys(key));
    }

    private String keys(String near) {
        return Nearest.help("Parameters", near, names());
    }

    private List<String> names() {
        return components().stream().map(Component::name).toList();
    }

    private void checkOneOf(Map<String, Data> entries, Check check) {
        List<String> given = entries.keySet().stream().filter(oneOf::contains).toList();
        if (!oneOf.isEmpty() && given.isEmpty()) {
            check.fault("one of " + String.join(", ", oneOf) + " is needed", "");
        }
        if (given.size() > 1) {
            check.faultAtKey(
                    given.get(1),
                    "'" + given.get(1) + "' cannot stand beside '" + given.getFirst() + "'",
                    "Give one of " + String.join(", ", oneOf) + ".");
        }
    }

    /** The record's own constructor has the last word: what it refuses is a fault of the whole mapping. */
    private Optional<Object> construct(List<Object> values, Check check) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(values.toArray()));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                return check.fault(String.valueOf(refused.getMessage()), "");
            }
            throw new IllegalStateException("the constructor of " + type + " fails", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record without its constructor: " + type, e);
        }
    }

    @Override
    public Data.Mapping schema() {
        Map<String, Data> properties = new LinkedHashMap<>();
        components().forEach(component -> properties.put(component.name(), property(component)));
        Map<String, Data> schema = new LinkedHashMap<>();
        schema.put("type", Data.of("object"));
        schema.put("properties", new Data.Mapping(properties));
        List<String> required = components().stream()
                .filter(Component::required)
                .map(Component::name)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", Schemas.texts(required));
        }
        if (!oneOf.isEmpty()) {
            schema.put(
                    "oneOf",
                    new Data.Listing(oneOf.stream().map(Shape::requiring).toList()));
        }
        schema.put("additionalProperties", Data.of(false));
        return new Data.Mapping(schema);
    }

    private static Data requiring(String name) {
        return new Data.Mapping(Map.of("required", Schemas.texts(List.of(name))));
    }

    private static Data property(Component component) {
        Map<String, Data> property = new LinkedHashMap<>();
        property.put("description", Data.of(component.doc()));
        property.putAll(component.kind().schema().entries());
        component
                .standard()
                .ifPresent(written -> property.put("default", component.kind().standard(written)));
        return new Data.Mapping(property);
    }

    @Override
    public Data standard(String written) {
        return new Data.Mapping(Map.of());
    }
}
