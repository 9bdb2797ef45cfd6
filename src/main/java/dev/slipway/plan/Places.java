package dev.slipway.plan;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.runbook.FrontMatter;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where a step runs, by name. */
final class Places {
    /** The machine where Slipway runs; needs no declaration. */
    static final String HERE = "here";

    private final Set<String> declared = new TreeSet<>();
    private final Problems problems;

    Places(FrontMatter front, Choice.Chosen chosen, Problems problems) {
        Optional<FrontMatter.Environment> environment = chosen.environment();
        front.places().forEach(place -> declared.add(place.name().text()));
        environment.ifPresent(where ->
                where.places().forEach(place -> declared.add(place.name().text())));
        this.problems = problems;
        environment.flatMap(FrontMatter.Environment::place).ifPresent(this::check);
    }

    void check(Phrase name) {
        if (name.text().equals(HERE)) {
            return;
        }
        if (declared.contains(name.text())) {
            problems.add(
                    name.span(),
                    "places other than here come with a later version of Slipway",
                    "Remove it, and run Slipway on '" + name.text() + "' itself.");
            return;
        }
        Set<String> known = new TreeSet<>(declared);
        known.add(HERE);
        problems.add(
                name.span(),
                "no place is called '" + name.text() + "'",
                Nearest.help("Places in this runbook", name.text(), known));
    }
}
