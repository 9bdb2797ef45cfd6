package dev.slipway.base;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plain data: what YAML, JSON and expressions hold. Canonical text by {@link #json()}. */
public sealed interface Data {

    record Text(String value) implements Data {}

    record Bool(boolean value) implements Data {}

    record Num(BigDecimal value) implements Data {}

    record Listing(List<Data> items) implements Data {
        public Listing {
            items = List.copyOf(items);
        }
    }

    /** Keeps the order in which the entries were written. */
    record Mapping(Map<String, Data> entries) implements Data {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    record Nothing() implements Data {}

    static Data nothing() {
        return new Nothing();
    }

    static Data of(String text) {
        return new Text(text);
    }

    static Data of(boolean value) {
        return new Bool(value);
    }

    static Data of(long value) {
        return new Num(BigDecimal.valueOf(value));
    }

    /** What a shell or a template gets to see: text as it is, numbers plain, nothing as the empty text. */
    default String plain() {
        return switch (this) {
            case Text t -> t.value();
            case Bool b -> Boolean.toString(b.value());
            case Num n -> n.value().toPlainString();
            case Nothing _ -> "";
            case Listing _, Mapping _ -> json();
        };
    }

    /** Compact JSON, entries in their order. Equal data gives equal text. */
    default String json() {
        StringBuilder out = new StringBuilder();
        write(this, out);
        return out.toString();
    }

    private static void write(Data data, StringBuilder out) {
        switch (data) {
            case Text t -> quote(t.value(), out);
            case Bool b -> out.append(b.value());
            case Num n -> out.append(n.value());
            case Nothing _ -> out.append("null");
            case Listing l -> {
                char before = '[';
                for (Data item : l.items()) {
                    write(item, out.append(before));
                    before = ',';
                }
                out.append(before == '[' ? "[]" : "]");
            }
            case Mapping m -> {
                char before = '{';
                for (Map.Entry<String, Data> entry : m.entries().entrySet()) {
                    quote(entry.getKey(), out.append(before));
                    write(entry.getValue(), out.append(':'));
                    before = ',';
                }
                out.append(before == '{' ? "{}" : "}");
            }
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
