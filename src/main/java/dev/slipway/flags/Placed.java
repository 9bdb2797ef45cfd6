package dev.slipway.flags;

import dev.slipway.base.Data;
import dev.slipway.base.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a JSON text with its place; {@code from} and {@code to} are its offsets in the text. */
public sealed interface Placed {
    Span span();

    int from();

    int to();

    record Mapping(Map<String, Placed> entries, Span span, int from, int to) implements Placed {}

    record Listing(List<Placed> items, Span span, int from, int to) implements Placed {}

    record Scalar(Data data, Span span, int from, int to) implements Placed {}

    default Data data() {
        return switch (this) {
            case Scalar scalar -> scalar.data();
            case Listing listing ->
                new Data.Listing(listing.items().stream().map(Placed::data).toList());
            case Mapping mapping -> {
                Map<String, Data> all = new LinkedHashMap<>();
                mapping.entries().forEach((name, value) -> all.put(name, value.data()));
                yield new Data.Mapping(all);
            }
        };
    }
}
