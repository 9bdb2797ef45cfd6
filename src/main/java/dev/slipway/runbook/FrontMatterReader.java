package dev.slipway.runbook;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what stands below {@code slipway:} in a document's front matter. Other keys belong to other tools. */
public final class FrontMatterReader {
    private static final List<String> OWN =
            List.of("version", "service", "environments", "inputs", "env", "procedures");
    private static final List<String> KEYS =
            Stream.concat(OWN.stream(), SharedParts.KEYS.stream()).toList();
    private static final List<String> KEPT = List.of("metrics", "notify", "schedules", "flags");

    private static final String EXAMPLE = """
            Begin the document with:
            ---
            slipway:
              version: 1
              procedures:
                release: {run: [name-of-a-section]}
            ---""";

    private enum Absence {
        REFUSED,
        FINE
    }

    private final Source document;
    private final Absence absence;
    private final List<Problem> problems;

    private FrontMatterReader(Source document, Absence absence, List<Problem> problems) {
        this.document = document;
        this.absence = absence;
        this.problems = problems;
    }

    /**
     * Reads the front matter joined with {@code slipway.yaml}; always gives one, as good as it can be.
     *
     * @param firstLine the line after the opening {@code ---}, counting from 1
     * @param endLine the line of the closing {@code ---}; {@code firstLine} itself where there is no front matter
     */
    public static FrontMatter read(
            Source document, int firstLine, int endLine, @Nullable Source slipwayYaml, List<Problem> problems) {
        return new FrontMatterReader(document, Absence.REFUSED, problems)
                .between(firstLine, endLine, shared(slipwayYaml, problems));
    }

    /** The same for a document that a call leads to: it may have nothing for Slipway there. */
    static FrontMatter readIfAny(
            Source document, FrontSplit split, @Nullable Source slipwayYaml, List<Problem> problems) {
        return new FrontMatterReader(document, Absence.FINE, problems)
                .between(split.firstLine(), split.endLine(), shared(slipwayYaml, problems));
    }

    private static SharedParts shared(@Nullable Source slipwayYaml, List<Problem> problems) {
        return slipwayYaml == null ? SharedParts.none(problems) : SharedParts.read(slipwayYaml, problems);
    }

    private FrontMatter between(int firstLine, int endLine, SharedParts shared) {
        String text = String.join("\n", document.lines().subList(firstLine - 1, Math.max(firstLine, endLine) - 1));
        int before = problems.size();
        Optional<Yaml> whole = YamlReader.read(document.file(), text, firstLine, 1, problems);
        boolean unreadable = whole.isEmpty() && problems.size() > before;
        return (unreadable ? Optional.<Yaml>empty() : whole.or(() -> Optional.of(noEntries())))
                .flatMap(this::mapping)
                .map(mapping -> below(mapping, shared))
                .orElseGet(() -> nothing(noEntries()));
    }

    private Optional<Yaml.Mapping> mapping(Yaml whole) {
        if (whole instanceof Yaml.Mapping mapping) {
            return Optional.of(mapping);
        }
        if (absence == Absence.REFUSED) {
            problems.add(new Problem(
                    whole.span(), "the front matter must be a mapping, not " + FrontFields.kind(whole), EXAMPLE));
        }
        return Optional.empty();
    }

    private Yaml.Mapping noEntries() {
        return new Yaml.Mapping(List.of(), firstCharacter());
    }

    private Span firstCharacter() {
        return Span.point(document.file(), 1, 1);
    }

    private static Optional<Phrase> title(Yaml.Mapping whole) {
        return whole.get("title")
                .filter(Yaml.Scalar.class::isInstance)
                .map(Yaml.Scalar.class::cast)
                .filter(scalar -> !scalar.text().isBlank())
                .map(scalar -> new Phrase(scalar.text(), scalar.span()));
    }

    private FrontMatter nothing(Yaml.Mapping whole) {
        return new FrontMatter(
                firstCharacter(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                title(whole),
                Map.of());
    }

    private FrontMatter below(Yaml.Mapping whole, SharedParts shared) {
        Optional<Yaml.Entry> slipway = whole.entries().stream()
                .filter(entry -> entry.key().text().equals("slipway"))
                .findFirst();
        if (slipway.isEmpty()) {
            if (absence == Absence.REFUSED) {
                refuseAbsence(whole);
            }
            return nothing(whole);
        }
        if (!(slipway.get().value() instanceof Yaml.Mapping mapping)) {
            problems.add(new Problem(
                    slipway.get().key().span(),
                    "'slipway' must be a mapping, not "
                            + FrontFields.kind(slipway.get().value()),
                    EXAMPLE));
            return nothing(whole);
        }
        return parts(slipway.get().key().span(), mapping, whole, shared);
    }

    private void refuseAbsence(Yaml.Mapping whole) {
        List<String> keys =
                whole.entries().stream().map(entry -> entry.key().text()).toList();
        Optional<String> near = Nearest.to("slipway", keys);
        Optional<Span> at = whole.entries().stream()
                .map(Yaml.Entry::key)
                .filter(key -> near.filter(key.text()::equals).isPresent())
                .map(Yaml.Scalar::span)
                .findFirst();
        problems.add(
                at.isPresent()
                        ? new Problem(
                                at.get(),
                                "the front matter has no 'slipway'",
                                "It has '" + near.orElse("") + "'. Did you mean 'slipway'?")
                        : new Problem(
                                firstCharacter(),
                                keys.isEmpty()
                                        ? "this document has no front matter"
                                        : "the front matter has no 'slipway'",
                                EXAMPLE));
    }

    private FrontMatter parts(Span span, Yaml.Mapping mapping, Yaml.Mapping whole, SharedParts shared) {
        FrontFields fields = FrontFields.open(mapping, "'slipway'", KEYS, problems);
        version(fields, span);
        PlacesReader placesReader = new PlacesReader(problems);
        List<FrontMatter.PlaceName> places =
                shared.join("places", mapping).map(placesReader::places).orElse(List.of());
        List<FrontMatter.Input> inputs =
                fields.get("inputs").map(new InputsReader(problems)::read).orElse(List.of());
        FrontMatter front = new FrontMatter(
                span,
                fields.text("service").flatMap(name -> FrontNames.HYPHENED.check(name, problems)),
                fields.get("environments")
                        .map(value -> placesReader.environments(value, places))
                        .orElse(List.of()),
                places,
                inputs,
                fields.get("env").map(new VariablesReader(problems)::read).orElse(List.of()),
                procedures(fields, inputs, span),
                shared.join("roles", mapping)
                        .map(value -> RolesReader.read(value, problems))
                        .orElse(List.of()),
                shared.join("traffic", mapping)
                        .map(new TrafficReader(problems)::read)
                        .orElse(List.of()),
                shared.join("stores", mapping)
                        .map(new DepotsReader(problems)::read)
                        .orElse(List.of()),
                title(whole),
                kept(mapping, shared));
        FrontAgreement.check(front, problems);
        return front;
    }

    private void version(FrontFields fields, Span span) {
        Optional<Yaml> version = fields.get("version");
        version.ifPresent(value -> FrontVersion.check(value, problems));
        if (version.isEmpty() && !fields.misspells("version")) {
            problems.add(new Problem(span, "'version' is missing below 'slipway'", "Write version: 1"));
        }
    }

    private List<FrontMatter.Procedure> procedures(FrontFields fields, List<FrontMatter.Input> inputs, Span span) {
        Optional<Yaml> procedures = fields.get("procedures");
        if (procedures.isEmpty() && !fields.misspells("procedures")) {
            problems.add(new Problem(
                    span,
                    "'procedures' is missing below 'slipway'",
                    "Only sections that a procedure names are performed. Write for example:\n"
                            + "  procedures:\n    release: {run: [name-of-a-section]}"));
        }
        return procedures
                .map(value -> new ProceduresReader(inputs, problems).read(value))
                .orElse(List.of());
    }

    private Map<String, Yaml> kept(Yaml.Mapping mapping, SharedParts shared) {
        Map<String, Yaml> kept = new LinkedHashMap<>();
        KEPT.forEach(key -> shared.join(key, mapping).ifPresent(value -> kept.put(key, value)));
        if (kept.get("metrics") instanceof Yaml.Mapping metrics) {
            FrontNames.PLAIN.each(metrics, "'metrics'", problems, (_, _) -> {});
        }
        return kept;
    }
}
