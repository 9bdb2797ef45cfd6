package dev.slipway.docs;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what the code keeps to itself, so that the manual need not repeat it by hand. */
final class Constants {
    private Constants() {}

    /** @param type below {@code dev.slipway.} */
    static Object of(String type, String name) {
        try {
            Field field = Class.forName("dev.slipway." + type).getDeclaredField(name);
            field.setAccessible(true);
            return field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "the manual is made from " + type + "." + name + ", which is gone: see dev.slipway.docs", e);
        }
    }

    static long number(String type, String name) {
        return ((Number) of(type, name)).longValue();
    }

    /** A set has no order of its own: it is sorted. */
    static List<String> texts(String type, String name) {
        Object value = of(type, name);
        Stream<?> all = value instanceof List<?> list
                ? list.stream()
                : ((Set<?>) value).stream().sorted();
        return all.map(String::valueOf).toList();
    }
}
