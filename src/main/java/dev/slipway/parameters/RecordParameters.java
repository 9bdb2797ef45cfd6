package dev.slipway.parameters;

import dev.slipway.base.Data;
import java.util.List;

/**
 * Parameters as a record says them. A component is a required parameter unless it is an {@code Optional} or has a
 * {@link Standard}; its key is its name with hyphens. Components are text, truths, numbers, durations, http(s) URLs, sizes,
 * words of an enum, types that are {@link Written}, lists and mappings of them, and records of them.
 */
public final class RecordParameters<P extends Record> implements Parameters<P> {
    private final Class<P> type;
    private final Shape shape;

    private RecordParameters(Class<P> type) {
        this.type = type;
        this.shape = Shape.of(type);
    }

    /** Throws {@link IllegalArgumentException} for a record that cannot be parameters. */
    public static <P extends Record> RecordParameters<P> of(Class<P> type) {
        return new RecordParameters<>(type);
    }

    @Override
    public Class<P> type() {
        return type;
    }

    @Override
    public List<Parameter> list() {
        return shape.components().stream()
                .map(component -> new Parameter(
                        component.name(),
                        component.kind().words(),
                        component.meaning(),
                        component.required() && !shape.oneOf().contains(component.name()),
                        component.standard().orElse(""),
                        component.doc()))
                .toList();
    }

    @Override
    public List<Fault> check(Data.Mapping data) {
        Check check = new Check(Check.Stage.WRITTEN);
        shape.read(data, check);
        return List.copyOf(check.faults());
    }

    @Override
    public P bind(Data.Mapping data) {
        Check check = new Check(Check.Stage.RESOLVED);
        Object bound = shape.read(data, check).orElseThrow(() -> unbound(check));
        return type.cast(bound);
    }

    private static IllegalArgumentException unbound(Check check) {
        Fault first = check.faults().getFirst();
        String path = String.join(".", first.path());
        return new IllegalArgumentException(
                path.isEmpty() || first.atKey() ? first.says() : path + ": " + first.says());
    }

    @Override
    public Data.Mapping schema() {
        return shape.schema();
    }
}
