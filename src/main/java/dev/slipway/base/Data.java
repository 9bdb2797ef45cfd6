package dev.slipway.base;

import java.math.BigDecimal;
import java.util.ArrayList;
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
        return switch (this) {
            case Text t -> quoted(t.value());
            case Bool b -> Boolean.toString(b.value());
            case Num n -> n.value().toString();
            case Nothing _ -> "null";
            case Listing l -> {
                List<String> parts = new ArrayList<>();
                l.items().forEach(item -> parts.add(item.json()));
                yield "[" + String.join(",", parts) + "]";
            }
            case Mapping m -> {
                List<String> parts = new ArrayList<>();
                m.entries().forEach((key, value) -> parts.add(quoted(key) + ":" + value.json()));
                yield "{" + String.join(",", parts) + "}";
            }
        };
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
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
        return out.append('"').toString();
    }
}
