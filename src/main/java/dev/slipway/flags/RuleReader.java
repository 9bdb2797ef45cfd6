package dev.slipway.flags;

import dev.slipway.base.Data;
import dev.slipway.base.Nearest;
import dev.slipway.base.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a targeting rule. What is not known here is refused at its place: it must not quietly become the default. */
final class RuleReader {
    private static final Map<String, Rule.Operator> OPERATORS = new LinkedHashMap<>();
    private static final List<String> ELSE = List.of("if", "and", "or", "var");

    /** What flagd knows and this does not. */
    private static final Set<String> FLAGDS = Set.of("fractional", "sem_ver", "$ref");

    static {
        Arrays.stream(Rule.Operator.values()).forEach(each -> OPERATORS.put(each.word, each));
    }

    private final String flag;
    private final Set<String> variants;
    private final List<Problem> problems;

    RuleReader(String flag, Set<String> variants, List<Problem> problems) {
        this.flag = flag;
        this.variants = variants;
        this.problems = problems;
    }

    /** @param result whether its value is what the flag becomes */
    Rule read(Placed placed, Place result) {
        return switch (placed) {
            case Placed.Scalar(Data data, var span, int _, int _) -> {
                if (result == Place.RESULT && data instanceof Data.Text(String name) && !variants.contains(name)) {
                    problems.add(new Problem(
                            span, "'" + name + "' is no variant of " + flag, Nearest.help("Variants", name, variants)));
                }
                yield new Rule.Literal(data);
            }
            case Placed.Listing(List<Placed> items, var _, int _, int _) ->
                new Rule.Several(
                        items.stream().map(item -> read(item, Place.WITHIN)).toList());
            case Placed.Mapping mapping -> operation(mapping, result);
        };
    }

    enum Place {
        RESULT,
        WITHIN
    }

    private Rule operation(Placed.Mapping mapping, Place result) {
        if (mapping.entries().size() != 1) {
            return refused(
                    mapping,
                    "a rule has exactly one operator, and this has "
                            + mapping.entries().size(),
                    "");
        }
        Map.Entry<String, Placed> only = mapping.entries().entrySet().iterator().next();
        List<Placed> arguments = only.getValue() instanceof Placed.Listing(List<Placed> items, var _, int _, int _)
                ? items
                : List.of(only.getValue());
        return switch (only.getKey()) {
            case "if", "?:" -> choice(mapping, arguments, result);
            case "and", "or" ->
                arguments.isEmpty()
                        ? refused(mapping, "'" + only.getKey() + "' has no parts", "")
                        : new Rule.Chain(only.getKey().equals("and"), all(arguments));
            case "var" -> variable(mapping, arguments);
            default -> call(mapping, only.getKey(), arguments);
        };
    }

    private List<Rule> all(List<Placed> arguments) {
        return arguments.stream().map(each -> read(each, Place.WITHIN)).toList();
    }

    private Rule choice(Placed at, List<Placed> parts, Place result) {
        if (parts.size() < 2) {
            return refused(at, "'if' needs a condition and what holds then", "");
        }
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            boolean condition = i % 2 == 0 && i + 1 < parts.size();
            rules.add(read(parts.get(i), condition ? Place.WITHIN : result));
        }
        return new Rule.If(rules);
    }

    private Rule variable(Placed at, List<Placed> arguments) {
        boolean named = !arguments.isEmpty()
                && arguments.size() <= 2
                && arguments.getFirst() instanceof Placed.Scalar(Data data, var _, int _, int _)
                && (data instanceof Data.Text || data instanceof Data.Num);
        if (!named) {
            return refused(at, "'var' needs the name of what the context holds", "Such as {\"var\": \"email\"}.");
        }
        if (Loose.text(arguments.getFirst().data()).startsWith("$flagd")) {
            return refused(at, "'$flagd' is flagd's, and is not known here", "");
        }
        Rule otherwise =
                arguments.size() == 2 ? read(arguments.get(1), Place.WITHIN) : new Rule.Literal(Data.nothing());
        return new Rule.Var(Loose.text(arguments.getFirst().data()), otherwise);
    }

    private Rule call(Placed at, String word, List<Placed> arguments) {
        Rule.Operator operator = OPERATORS.get(word);
        if (operator == null) {
            List<String> known =
                    Stream.concat(ELSE.stream(), OPERATORS.keySet().stream()).toList();
            return refused(
                    at,
                    FLAGDS.contains(word)
                            ? "the operator '" + word + "' is flagd's, and is not known here"
                            : "no operator is called '" + word + "'",
                    Nearest.help("Operators", word, known));
        }
        if (arguments.size() < operator.least || arguments.size() > operator.most) {
            String wanted = operator.least == operator.most
                    ? String.valueOf(operator.least)
                    : operator.least + " to " + operator.most;
            return refused(at, "'" + word + "' takes " + wanted + " values, and has " + arguments.size(), "");
        }
        return new Rule.Call(operator, all(arguments));
    }

    private Rule refused(Placed at, String says, String help) {
        problems.add(new Problem(at.span(), says, help));
        return new Rule.Literal(Data.nothing());
    }
}
