package dev.slipway.runbook;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code places} and {@code environments}: names are checked here, what kind of place it is further up. */
final class PlacesReader {
    /** The machine where Slipway runs; always known. */
    static final String HERE = "here";

    private static final List<String> KEYS = List.of("place", "dotenv", "places", "traffic");

    private final List<Problem> problems;

    PlacesReader(List<Problem> problems) {
        this.problems = problems;
    }

    List<FrontMatter.PlaceName> places(Yaml value) {
        List<FrontMatter.PlaceName> places = new ArrayList<>();
        FrontNames.PLAIN.each(value, "'places'", problems, (name, spec) -> {
            if (name.text().equals(HERE)) {
                problems.add(new Problem(
                        name.span(),
                        "no place can be called 'here'",
                        "It is always the machine where Slipway runs. Choose another name."));
            } else if (spec instanceof Yaml.Scalar scalar && scalar.isEmpty()) {
                problems.add(new Problem(
                        name.span(),
                        "the place '" + name + "' says nothing",
                        "Write for example {ssh: deploy@web-1}."));
            } else {
                places.add(new FrontMatter.PlaceName(name, spec));
            }
        });
        return places;
    }

    /** @param shared the places of the runbook, which every environment may use */
    List<FrontMatter.Environment> environments(Yaml value, List<FrontMatter.PlaceName> shared) {
        List<FrontMatter.Environment> environments = new ArrayList<>();
        FrontNames.HYPHENED.each(
                value,
                "'environments'",
                problems,
                (name, spec) -> environment(name, spec, shared).ifPresent(environments::add));
        return environments;
    }

    private Optional<FrontMatter.Environment> environment(Phrase name, Yaml spec, List<FrontMatter.PlaceName> shared) {
        if (spec instanceof Yaml.Scalar scalar && scalar.isEmpty()) {
            return Optional.of(
                    new FrontMatter.Environment(name, Optional.empty(), Optional.empty(), List.of(), List.of()));
        }
        if (!(spec instanceof Yaml.Mapping mapping)) {
            problems.add(new Problem(
                    spec.span(),
                    "the environment '" + name + "' must be a mapping, not " + FrontFields.kind(spec),
                    "Write for example {place: here, dotenv: .env}."));
            return Optional.empty();
        }
        FrontFields fields = FrontFields.open(mapping, "an environment", KEYS, problems);
        List<FrontMatter.PlaceName> own = fields.get("places").map(this::places).orElse(List.of());
        Optional<Phrase> dotenv = fields.text("dotenv");
        dotenv.ifPresent(path -> Template.of(path, problems));
        return Optional.of(new FrontMatter.Environment(
                name,
                fields.text("place").filter(place -> known(place, own, shared)),
                dotenv,
                own,
                fields.get("traffic").map(new TrafficReader(problems)::read).orElse(List.of())));
    }

    private boolean known(Phrase place, List<FrontMatter.PlaceName> own, List<FrontMatter.PlaceName> shared) {
        List<String> names = Stream.concat(
                        Stream.of(HERE),
                        Stream.concat(own.stream(), shared.stream())
                                .map(each -> each.name().text()))
                .distinct()
                .toList();
        if (!names.contains(place.text())) {
            problems.add(new Problem(
                    place.span(),
                    "no place is called '" + YamlMistakes.brief(place.text()) + "'",
                    Nearest.help("Places in this runbook", place.text(), names)));
        }
        return names.contains(place.text());
    }
}
