package dev.slipway.plan;

import dev.slipway.base.Nearest;
import dev.slipway.runbook.FrontMatter;
import dev.slipway.runbook.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a declared place is, where it is of a kind that steps can run in. */
final class Rooms {
    private static final Map<String, List<String>> KEYS = Map.of(
            "compose", List.of("compose", "at", "project", "project-dir", "number", "dir", "user"),
            "container", List.of("container", "at", "dir", "user"));
    /** Of places that Slipway does not reach yet. */
    private static final Set<String> LATER = Set.of("ssh", "kubernetes");

    private static final List<String> KINDS = List.of("compose", "container", "ssh");

    private final Problems problems;

    Rooms(Problems problems) {
        this.problems = problems;
    }

    /** Empty where it is a place of a later version, or has a problem. */
    Optional<Plan.Room> read(FrontMatter.PlaceName place) {
        if (!(place.spec() instanceof Yaml.Mapping mapping)) {
            return Optional.empty();
        }
        List<String> kinds = KEYS.keySet().stream()
                .filter(kind -> mapping.get(kind).isPresent())
                .sorted()
                .toList();
        if (kinds.size() > 1) {
            problems.add(
                    mapping.span(),
                    "the place '" + place.name() + "' is both a container and a service of Compose",
                    "Keep one of 'compose' and 'container'.");
            return Optional.empty();
        }
        if (kinds.isEmpty()) {
            unknown(place, mapping);
            return Optional.empty();
        }
        return read(kinds.getFirst(), mapping);
    }

    private void unknown(FrontMatter.PlaceName place, Yaml.Mapping mapping) {
        if (mapping.entries().stream()
                .anyMatch(entry -> LATER.contains(entry.key().text()))) {
            return;
        }
        String key = mapping.entries().isEmpty()
                ? ""
                : mapping.entries().getFirst().key().text();
        problems.add(
                mapping.entries().isEmpty()
                        ? mapping.span()
                        : mapping.entries().getFirst().key().span(),
                "the place '" + place.name() + "' does not say what it is",
                Nearest.help("Kinds of places", key, KINDS));
    }

    private Optional<Plan.Room> read(String kind, Yaml.Mapping mapping) {
        List<String> known = KEYS.getOrDefault(kind, List.of());
        Map<String, String> settings = new LinkedHashMap<>();
        boolean right = true;
        for (Yaml.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!known.contains(key)) {
                problems.add(
                        entry.key().span(),
                        "'" + key + "' is not a key of a place of the kind '" + kind + "'",
                        Nearest.help("Its keys", key, known));
                right = false;
            } else {
                Optional<String> value = value(key, entry.value());
                value.ifPresent(text -> settings.put(key, text));
                right &= value.isPresent();
            }
        }
        return right ? Optional.of(new Plan.Room(kind, settings)) : Optional.empty();
    }

    private Optional<String> value(String key, Yaml value) {
        if (!(value instanceof Yaml.Scalar scalar)
                || scalar.isEmpty()
                || scalar.text().isBlank()) {
            problems.add(
                    value.span(), "'" + key + "' must be one value", "Write it after the colon, or remove the key.");
            return Optional.empty();
        }
        if (key.equals("number")) {
            if (!scalar.text().matches("[1-9]\\d{0,5}")) {
                problems.add(
                        scalar.span(),
                        "'number' must be a whole number from 1",
                        "It is the number of the replica, as docker compose ps shows it.");
                return Optional.empty();
            }
        } else if (!scalar.isText() && !key.equals("user")) {
            problems.add(
                    scalar.span(),
                    "'" + scalar.text() + "' is not text in YAML, and '" + key + "' must be text",
                    "Quote it: '" + scalar.text() + "'");
            return Optional.empty();
        }
        return plain(key, scalar);
    }

    private Optional<String> plain(String key, Yaml.Scalar scalar) {
        String text = scalar.text();
        if (text.contains("${")) {
            problems.add(
                    scalar.span(),
                    "a place is the same in every run: '" + key + "' cannot hold ${…}",
                    "Declare a place of the same name in each environment, with its own value.");
            return Optional.empty();
        }
        if (key.equals("at") && !text.equals(Places.HERE)) {
            problems.add(
                    scalar.span(),
                    "the docker program of '" + text + "' comes with a later version of Slipway",
                    "Remove 'at', and run Slipway on '" + text + "' itself.");
            return Optional.empty();
        }
        if (text.startsWith("-") || text.chars().anyMatch(Character::isISOControl)) {
            problems.add(scalar.span(), "'" + key + "' begins with a dash or holds a line break", "Correct it.");
            return Optional.empty();
        }
        return Optional.of(text);
    }
}
