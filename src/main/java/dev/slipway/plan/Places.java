package dev.slipway.plan;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.runbook.FrontMatter;
import dev.slipway.runbook.Yaml;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where a step runs, by name. */
final class Places {
    /** The machine where Slipway runs; needs no declaration. */
    static final String HERE = "here";

    private final Map<String, FrontMatter.PlaceName> declared = new TreeMap<>();
    private final Map<String, Plan.Room> rooms = new LinkedHashMap<>();
    private final Map<String, Plan.Room> used = new TreeMap<>();
    private final Problems problems;
    private final String usual;

    Places(FrontMatter front, Choice.Chosen chosen, Problems problems) {
        Optional<FrontMatter.Environment> environment = chosen.environment();
        front.places().forEach(place -> declared.put(place.name().text(), place));
        environment.ifPresent(where ->
                where.places().forEach(place -> declared.put(place.name().text(), place)));
        this.problems = problems;
        Rooms reader = new Rooms(problems);
        declared.forEach((name, place) -> reader.read(place).ifPresent(room -> rooms.put(name, room)));
        environment.flatMap(FrontMatter.Environment::place).ifPresent(this::check);
        this.usual = environment
                .flatMap(FrontMatter.Environment::place)
                .map(Phrase::text)
                .orElse(HERE);
    }

    /** Where a step runs that says nothing, and whose section says nothing. */
    String usual() {
        return usual;
    }

    /** Remembers that a step of the plan runs there. */
    void use(String name) {
        Optional.ofNullable(rooms.get(name)).ifPresent(room -> used.put(name, room));
    }

    Map<String, Plan.Room> used() {
        return used;
    }

    void check(Phrase name) {
        if (name.text().equals(HERE) || rooms.containsKey(name.text())) {
            return;
        }
        FrontMatter.PlaceName place = declared.get(name.text());
        if (place == null) {
            Set<String> known = new TreeSet<>(declared.keySet());
            known.add(HERE);
            problems.add(
                    name.span(),
                    "no place is called '" + name.text() + "'",
                    Nearest.help("Places in this runbook", name.text(), known));
        } else if (!(place.spec() instanceof Yaml.Mapping mapping)) {
            problems.add(
                    name.span(),
                    "places of several machines come with a later version of Slipway",
                    "Remove it, and run Slipway on each of '" + name.text() + "' itself.");
        } else if (mapping.get("compose").isEmpty() && mapping.get("container").isEmpty()) {
            problems.add(
                    name.span(),
                    "places on other machines come with a later version of Slipway",
                    "Remove it, and run Slipway on '" + name.text() + "' itself.");
        }
    }
}
