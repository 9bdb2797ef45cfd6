package dev.slipway.plan;

import dev.slipway.base.Span;
import dev.slipway.runbook.Yaml;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a fault of several parameters together is best shown: a sentence names in quotes what it is about, a value or a key, and
 * the first of these that the author wrote is the place.
 */
final class Pointing {
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

    private Pointing() {}

    static Optional<Span> at(Yaml.Mapping mapping, String says) {
        List<String> named = QUOTED.matcher(says)
                .results()
                .map((MatchResult quoted) -> quoted.group(1))
                .toList();
        return named.stream()
                .flatMap(name -> Stream.concat(value(mapping, name), key(mapping, name)))
                .findFirst()
                .or(() -> named.stream().flatMap(name -> part(mapping, name)).findFirst());
    }

    private static Stream<Span> value(Yaml yaml, String name) {
        return scalars(yaml).filter(scalar -> scalar.text().equals(name)).map(Yaml.Scalar::span);
    }

    private static Stream<Span> part(Yaml yaml, String name) {
        return scalars(yaml).filter(scalar -> scalar.text().contains(name)).map(Yaml.Scalar::span);
    }

    /** A key is shown by its value, where that is one word. */
    private static Stream<Span> key(Yaml yaml, String name) {
        String key = name.replaceFirst(":.*", "");
        return entries(yaml)
                .filter(entry -> entry.key().text().equals(key))
                .map(entry -> entry.value() instanceof Yaml.Scalar value
                        ? value.span()
                        : entry.key().span());
    }

    static Stream<Yaml.Scalar> scalars(Yaml yaml) {
        return switch (yaml) {
            case Yaml.Scalar scalar -> Stream.of(scalar);
            case Yaml.Listing listing -> listing.items().stream().flatMap(Pointing::scalars);
            case Yaml.Mapping mapping -> mapping.entries().stream().flatMap(entry -> scalars(entry.value()));
        };
    }

    private static Stream<Yaml.Entry> entries(Yaml yaml) {
        return switch (yaml) {
            case Yaml.Scalar _ -> Stream.of();
            case Yaml.Listing listing -> listing.items().stream().flatMap(Pointing::entries);
            case Yaml.Mapping mapping ->
                mapping.entries().stream().flatMap(entry -> Stream.concat(Stream.of(entry), entries(entry.value())));
        };
    }
}
