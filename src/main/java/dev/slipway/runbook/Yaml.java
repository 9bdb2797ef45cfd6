package dev.slipway.runbook;

import dev.slipway.base.Data;
import dev.slipway.base.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A YAML value of the document with its place in it: 1.2 core, no anchors, tags or duplicate keys. */
public sealed interface Yaml {

    Span span();

    Data data();

    /**
     * {@code text} is the value as text ({@code 1.10} stays {@code 1.10}); {@code data} is what the core schema makes of
     * it; {@code written} is the author's text with its quotes, from which positions within the value are found.
     */
    record Scalar(String text, Data data, String written, Span span) implements Yaml {
        public Scalar(String text, Data data, Span span) {
            this(text, data, text, span);
        }

        /** Whether the author wrote text: quoted, or plain and nothing else by the core schema. */
        public boolean isText() {
            return data instanceof Data.Text;
        }

        /** {@code key:} with nothing after it. */
        public boolean isEmpty() {
            return written.isEmpty();
        }
    }

    record Listing(List<Yaml> items, Span span) implements Yaml {
        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public Data data() {
            return new Data.Listing(items.stream().map(Yaml::data).toList());
        }
    }

    record Entry(Scalar key, Yaml value) {}

    record Mapping(List<Entry> entries, Span span) implements Yaml {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<Yaml> get(String key) {
            return entries.stream()
                    .filter(e -> e.key().text().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }

        @Override
        public Data data() {
            Map<String, Data> all = new LinkedHashMap<>();
            entries.forEach(e -> all.put(e.key().text(), e.value().data()));
            return new Data.Mapping(all);
        }
    }
}
