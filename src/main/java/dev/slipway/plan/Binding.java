package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.base.Phrase;
import dev.slipway.expression.Expression;
import dev.slipway.runbook.FrontMatter.Input;
import dev.slipway.runbook.Template;
import dev.slipway.runbook.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each input is: told, by its default, or not yet. */
final class Binding {
    static final String DEFAULT = "a default is decided before the first step";

    private final Map<String, Input> inputs;
    private final Map<String, String> told;
    private final Known base;
    private final Formulas formulas;
    private final Problems problems;
    private final Map<String, State> states = new LinkedHashMap<>();
    private final Map<String, Set<String>> readByDefault = new HashMap<>();
    private final Set<String> underway = new LinkedHashSet<>();

    /** @param base what is certain apart from inputs */
    Binding(Map<String, Input> inputs, Map<String, String> told, Known base, Formulas formulas, Problems problems) {
        this.inputs = inputs;
        this.told = told;
        this.base = base;
        this.formulas = formulas;
        this.problems = problems;
        inputs.keySet().forEach(this::state);
    }

    sealed interface State {
        record Bound(Data value) implements State {}

        /** Somebody must tell it. */
        record Missing() implements State {}

        /** Somebody will tell it when it is first used. */
        record Late() implements State {}

        /** Its default reads an input that is not bound yet. */
        record Waiting() implements State {}

        /** Matters only when something mentions it. */
        record Unfit(String says, String help) implements State {}
    }

    State state(String name) {
        State known = states.get(name);
        if (known != null) {
            return known;
        }
        Input input = inputs.get(name);
        if (input == null || !underway.add(name)) {
            return circle(name);
        }
        State state = compute(input);
        underway.remove(name);
        states.put(name, state);
        return state;
    }

    /** All inputs that something mentions, with those that their defaults read. */
    Set<String> withDefaults(Set<String> mentioned) {
        Set<String> all = new LinkedHashSet<>();
        List<String> next = new ArrayList<>(mentioned);
        while (!next.isEmpty()) {
            String name = next.removeLast();
            if (inputs.containsKey(name) && all.add(name)) {
                next.addAll(readByDefault.getOrDefault(name, Set.of()));
            }
        }
        return all;
    }

    Known known() {
        Map<String, Data> bound = new LinkedHashMap<>();
        Set<String> open = new LinkedHashSet<>();
        states.forEach((name, state) -> {
            switch (state) {
                case State.Bound(Data value) -> bound.put(name, value);
                case State.Missing _, State.Late _, State.Waiting _, State.Unfit _ -> open.add(name);
            }
        });
        return new Known(bound, open, base.environment(), base.earlier());
    }

    /** Every input, {@code Nothing} where it has no value. */
    Map<String, Data> values() {
        Map<String, Data> all = new LinkedHashMap<>();
        inputs.keySet()
                .forEach(name ->
                        all.put(name, state(name) instanceof State.Bound(Data value) ? value : Data.nothing()));
        return all;
    }

    private State circle(String name) {
        Input input = inputs.get(name);
        if (input != null) {
            List<String> way =
                    new ArrayList<>(underway).subList(List.copyOf(underway).indexOf(name), underway.size());
            problems.add(
                    input.name().span(),
                    "the defaults of inputs lead in a circle: " + String.join(" → ", way) + " → " + name,
                    "Give one of them a default that reads no input.");
        }
        return new State.Waiting();
    }

    private State compute(Input input) {
        String typed = told.get(input.name().text());
        if (typed != null) {
            return fit(InputRules.of(input).check(typed), input);
        }
        if (input.late()) {
            return new State.Late();
        }
        return input.standard().map(standard -> standard(input, standard)).orElseGet(State.Missing::new);
    }

    private State standard(Input input, Yaml standard) {
        if (!(standard instanceof Yaml.Scalar scalar) || !(scalar.data() instanceof Data.Text)) {
            return fit(InputRules.of(input).check(standard.data()), input);
        }
        // What is wrong with the template itself has been said when the front matter was read.
        Template template = Template.of(scalar, new ArrayList<>());
        List<Data> values = new ArrayList<>();
        for (Template.Piece piece : template.pieces()) {
            switch (piece) {
                case Template.Piece.Literal(String text) -> values.add(Data.of(text));
                case Template.Piece.Expression(Phrase source) -> {
                    switch (value(input, source)) {
                        case Formulas.Decision.Decided(Data value) -> values.add(value);
                        case Formulas.Decision.Later _ -> {
                            return new State.Waiting();
                        }
                        case Formulas.Decision.Undecidable(String says) -> {
                            return noEarlierRun(input, source, says);
                        }
                    }
                }
            }
        }
        return fit(InputRules.of(input).check(Templated.joined(values)), input);
    }

    private Formulas.Decision value(Input input, Phrase source) {
        Optional<Expression> expression = formulas.value(source);
        if (expression.isEmpty()) {
            return new Formulas.Decision.Later();
        }
        boolean tooEarly = false;
        for (List<String> path : expression.get().reads()) {
            switch (path.getFirst()) {
                case "inputs" -> readInputs(input, path, source);
                case "steps", "env" -> tooEarly = true;
                default -> {}
            }
        }
        if (tooEarly) {
            problems.add(
                    source.span(),
                    DEFAULT + ", and cannot read steps or env",
                    "It may read inputs, environment, last and previous.");
            return new Formulas.Decision.Later();
        }
        return Formulas.decide(expression.get(), known());
    }

    private void readInputs(Input input, List<String> path, Phrase source) {
        Set<String> names = path.size() > 1 ? Set.of(path.get(1)) : inputs.keySet();
        readByDefault
                .computeIfAbsent(input.name().text(), _ -> new LinkedHashSet<>())
                .addAll(names);
        names.forEach(this::state);
        refuseLate(names, source, DEFAULT);
    }

    /** What nobody has told when something is decided early would be empty in it for good. */
    void refuseLate(Set<String> names, Phrase source, String early) {
        for (String name : names) {
            if (states.get(name) instanceof State.Late) {
                problems.add(
                        Problems.within(source, name),
                        early + ", and '" + name + "' is asked for late",
                        "Take 'ask: late' away from '" + name + "', or tell it beforehand: -i " + name + "=….");
            }
        }
    }

    private static State fit(InputRules.Checked checked, Input input) {
        return switch (checked) {
            case InputRules.Checked.Fits(Data value) -> new State.Bound(value);
            case InputRules.Checked.Misfit(String says, String help) ->
                new State.Unfit(says, (help + " " + tell(input)).strip());
        };
    }

    private static State noEarlierRun(Input input, Phrase source, String says) {
        return new State.Unfit(
                "the input '" + input.name() + "' has no value: its default is ${" + source + "}, and " + says,
                tell(input));
    }

    private static String tell(Input input) {
        return "Tell it: -i " + input.name() + "=…";
    }
}
