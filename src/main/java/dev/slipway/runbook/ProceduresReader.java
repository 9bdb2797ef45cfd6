package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code procedures}: which sections are performed, and what a failure leads to. */
final class ProceduresReader {
    private static final List<String> KEYS = List.of("before", "run", "after", "on-failure", "lock", "inputs");
    private static final List<String> INPUT_KEYS = List.of("default", "type");

    private final List<FrontMatter.Input> inputs;
    private final List<Problem> problems;

    /** @param inputs those of the runbook, which a procedure may give other defaults */
    ProceduresReader(List<FrontMatter.Input> inputs, List<Problem> problems) {
        this.inputs = inputs;
        this.problems = problems;
    }

    List<FrontMatter.Procedure> read(Yaml value) {
        List<FrontMatter.Procedure> procedures = new ArrayList<>();
        FrontNames.HYPHENED.each(value, "'procedures'", problems, (name, spec) -> {
            if (OnFailures.WORDS.contains(name.text())) {
                problems.add(new Problem(
                        name.span(),
                        "no procedure can be called '" + name + "'",
                        "It is a word of 'on-failure'. Choose another name."));
            } else {
                procedure(name, spec).ifPresent(procedures::add);
            }
        });
        if (value instanceof Yaml.Mapping mapping && mapping.entries().isEmpty()) {
            problems.add(new Problem(
                    value.span(), "there is no procedure", "Write for example release: {run: [name-of-a-section]}."));
        }
        return new OnFailures(procedures, inputs, problems).checked();
    }

    private Optional<FrontMatter.Procedure> procedure(Phrase name, Yaml spec) {
        if (!(spec instanceof Yaml.Mapping mapping)) {
            problems.add(new Problem(
                    spec instanceof Yaml.Scalar scalar && scalar.isEmpty() ? name.span() : spec.span(),
                    "the procedure '" + name + "' must be a mapping, not " + FrontFields.kind(spec),
                    "Write for example {run: [name-of-a-section]}."));
            return Optional.empty();
        }
        FrontFields fields = FrontFields.open(mapping, "a procedure", KEYS, problems);
        if (fields.get("run").isEmpty()) {
            problems.add(new Problem(
                    name.span(), "the procedure '" + name + "' has no 'run'", "Write run: [name-of-a-section]."));
        }
        return Optional.of(new FrontMatter.Procedure(
                name,
                sections(fields, "before"),
                sections(fields, "run"),
                sections(fields, "after"),
                onFailure(fields),
                !fields.says("lock", "none", "the lock of the service and environment is taken"),
                fields.get("inputs").map(this::inputs).orElse(List.of())));
    }

    private List<Phrase> sections(FrontFields fields, String key) {
        List<Phrase> sections = fields.texts(key, "the name of a section");
        for (Phrase section : sections) {
            if (section.text().startsWith("#")) {
                problems.add(new Problem(
                        section.span(),
                        "a section is named without '#'",
                        "Write " + YamlMistakes.brief(section.text().substring(1)) + "."));
            }
        }
        return sections;
    }

    private static FrontMatter.OnFailure onFailure(FrontFields fields) {
        return fields.text("on-failure")
                .<FrontMatter.OnFailure>map(word -> switch (word.text()) {
                    case "undo" -> new FrontMatter.OnFailure.Undo();
                    case "pause" -> new FrontMatter.OnFailure.Pause();
                    case "go-on" -> new FrontMatter.OnFailure.GoOn();
                    default -> new FrontMatter.OnFailure.Perform(word);
                })
                .orElse(new FrontMatter.OnFailure.Undo());
    }

    private List<FrontMatter.InputDefault> inputs(Yaml value) {
        List<FrontMatter.InputDefault> all = new ArrayList<>();
        FrontNames.PLAIN.each(value, "'inputs'", problems, (name, spec) -> {
            if (InputsReader.mayBeCalled(name, problems)) {
                input(name, spec).ifPresent(all::add);
            }
        });
        return all;
    }

    private Optional<FrontMatter.InputDefault> input(Phrase name, Yaml spec) {
        Optional<FrontMatter.Input> whole = inputs.stream()
                .filter(input -> input.name().text().equals(name.text()))
                .findFirst();
        if (!(spec instanceof Yaml.Mapping mapping)) {
            return InputsReader.shortForm(spec, problems)
                    .map(type -> new FrontMatter.InputDefault(
                            name,
                            Optional.empty(),
                            whole.map(FrontMatter.Input::type).orElse(type)));
        }
        FrontFields fields = FrontFields.open(mapping, "a procedure's input", INPUT_KEYS, problems);
        Optional<FrontMatter.InputType> type = InputsReader.type(fields, problems);
        whole.ifPresent(input -> type.ifPresent(own -> refuseOtherType(input, own, fields)));
        FrontMatter.Input checked = new FrontMatter.Input(
                name,
                "",
                whole.map(FrontMatter.Input::type).or(() -> type).orElse(FrontMatter.InputType.TEXT),
                whole.flatMap(FrontMatter.Input::pattern),
                whole.map(FrontMatter.Input::oneOf).orElse(List.of()),
                fields.get("default"),
                false);
        InputDefaults.check(checked, problems);
        return Optional.of(new FrontMatter.InputDefault(name, checked.standard(), checked.type()));
    }

    private static void refuseOtherType(FrontMatter.Input whole, FrontMatter.InputType type, FrontFields fields) {
        if (type != whole.type()) {
            fields.get("type")
                    .ifPresent(value -> fields.refuse(
                            value,
                            "the input '" + whole.name() + "' is of type " + InputsReader.word(whole.type())
                                    + " already",
                            "Line " + whole.name().span().line() + " says so. Remove 'type' here."));
        }
    }
}
