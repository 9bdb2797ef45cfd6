package dev.slipway.flags;

import dev.slipway.base.Data;
import dev.slipway.base.Nearest;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file in flagd's format, with the places of what may be changed in it. */
public record FlagFile(String text, Map<String, Flag> flags, Map<String, Placed.Mapping> placed) {
    public static final int LARGEST = 1_000_000;
    private static final Set<String> TOP = Set.of("$schema", "flags", "metadata", "$evaluators");
    private static final Set<String> KEYS = Set.of("state", "variants", "defaultVariant", "targeting", "metadata");

    /** Empty where a problem was found. */
    public static Optional<FlagFile> read(String file, String text, List<Problem> problems) {
        int before = problems.size();
        if (text.length() > LARGEST) {
            problems.add(
                    new Problem(Span.point(file, 1, 1), "this file is larger than 1 MB", "Is it a file of flags?"));
            return Optional.empty();
        }
        Optional<Placed> read = PlacedReader.read(file, text, problems);
        Map<String, Flag> flags = new LinkedHashMap<>();
        Map<String, Placed.Mapping> placed = new LinkedHashMap<>();
        read.ifPresent(value -> new Reading(problems).top(value, flags, placed));
        return problems.size() > before ? Optional.empty() : Optional.of(new FlagFile(text, flags, placed));
    }

    /** Reads one file; every problem is noted. */
    private record Reading(List<Problem> problems) {

        void top(Placed value, Map<String, Flag> flags, Map<String, Placed.Mapping> placed) {
            if (!(value instanceof Placed.Mapping top)) {
                refuse(value, "this is not an object", "It begins with {\"flags\": {…}}.");
                return;
            }
            known(top, TOP);
            Placed evaluators = top.entries().get("$evaluators");
            if (evaluators instanceof Placed.Mapping shared && !shared.entries().isEmpty()) {
                refuse(
                        evaluators,
                        "shared '$evaluators' are flagd's, and are not known here",
                        "Write the rule where it is used.");
            }
            if (!(top.entries().get("flags") instanceof Placed.Mapping all)) {
                refuse(top, "'flags' is missing, or is not an object", "It begins with {\"flags\": {…}}.");
                return;
            }
            all.entries().forEach((key, each) -> {
                if (each instanceof Placed.Mapping mapping) {
                    placed.put(key, mapping);
                    flags.put(key, flag(key, mapping));
                } else {
                    refuse(each, "the flag " + key + " is not an object", "");
                }
            });
        }

        private Flag flag(String key, Placed.Mapping mapping) {
            known(mapping, KEYS);
            String state = text(mapping, "state").orElse("");
            if (!state.equals("ENABLED") && !state.equals("DISABLED")) {
                Placed at = mapping.entries().getOrDefault("state", mapping);
                refuse(at, "the state of " + key + " is ENABLED or DISABLED", "");
            }
            Map<String, Data> variants = new LinkedHashMap<>();
            if (mapping.entries().get("variants") instanceof Placed.Mapping all
                    && !all.entries().isEmpty()) {
                all.entries().forEach((name, value) -> variants.put(name, value.data()));
            } else {
                refuse(mapping, key + " has no variants", "Such as {\"on\": true, \"off\": false}.");
            }
            sameKind(key, mapping, variants);
            Optional<String> standard = text(mapping, "defaultVariant");
            standard.filter(name -> !variants.containsKey(name))
                    .ifPresent(name -> refuse(
                            mapping.entries().getOrDefault("defaultVariant", mapping),
                            "'" + name + "' is no variant of " + key,
                            Nearest.help("Variants", name, variants.keySet())));
            Optional<Rule> rule = Optional.ofNullable(mapping.entries().get("targeting"))
                    .filter(targeting -> !isEmpty(targeting))
                    .map(targeting ->
                            new RuleReader(key, variants.keySet(), problems).read(targeting, RuleReader.Place.RESULT));
            Map<String, Data> metadata = mapping.entries().get("metadata") instanceof Placed.Mapping given
                            && given.data() instanceof Data.Mapping(Map<String, Data> entries)
                    ? entries
                    : Map.of();
            return new Flag(key, state.equals("ENABLED"), variants, standard, rule, metadata);
        }

        private static boolean isEmpty(Placed targeting) {
            return switch (targeting.data()) {
                case Data.Nothing _ -> true;
                case Data.Mapping(Map<String, Data> entries) -> entries.isEmpty();
                case Data.Text _, Data.Num _, Data.Bool _, Data.Listing _ -> false;
            };
        }

        /** A client asks for one kind of value. */
        private void sameKind(String key, Placed.Mapping mapping, Map<String, Data> variants) {
            long kinds =
                    variants.values().stream().map(Data::getClass).distinct().count();
            if (kinds > 1) {
                Placed at = mapping.entries().getOrDefault("variants", mapping);
                refuse(at, "the variants of " + key + " are of several kinds", "");
            }
        }

        private Optional<String> text(Placed.Mapping mapping, String name) {
            Placed value = mapping.entries().get(name);
            if (value == null || value.data() instanceof Data.Nothing) {
                return Optional.empty();
            }
            if (value.data() instanceof Data.Text(String text)) {
                return Optional.of(text);
            }
            refuse(value, "'" + name + "' is not a text", "");
            return Optional.empty();
        }

        private void known(Placed.Mapping mapping, Set<String> keys) {
            mapping.entries().forEach((key, value) -> {
                if (!keys.contains(key)) {
                    List<String> sorted = new ArrayList<>(keys);
                    sorted.sort(null);
                    refuse(value, "no key is called '" + key + "' here", Nearest.help("Keys", key, sorted));
                }
            });
        }

        private void refuse(Placed at, String says, String help) {
            problems.add(new Problem(at.span(), says, help));
        }
    }

    /** The same text with other values at some places, which do not overlap. */
    public String with(Map<Placed, Data> values) {
        List<Placed> places = new ArrayList<>(values.keySet());
        places.sort((one, other) -> Integer.compare(other.from(), one.from()));
        StringBuilder out = new StringBuilder(text);
        for (Placed place : places) {
            Data value = values.get(place);
            out.replace(place.from(), place.to(), (value == null ? Data.nothing() : value).json());
        }
        return out.toString();
    }
}
