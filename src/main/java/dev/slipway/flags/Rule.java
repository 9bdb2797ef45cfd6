package dev.slipway.flags;

import dev.slipway.base.Data;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A rule of JsonLogic, read before anybody asks. It is total: whatever the context holds, it has a value. */
public sealed interface Rule {
    Data value(Map<String, Data> context);

    record Literal(Data data) implements Rule {
        @Override
        public Data value(Map<String, Data> context) {
            return data;
        }
    }

    /** A list that holds rules. */
    record Several(List<Rule> items) implements Rule {
        @Override
        public Data value(Map<String, Data> context) {
            return new Data.Listing(
                    items.stream().map(item -> item.value(context)).toList());
        }
    }

    record Var(String path, Rule otherwise) implements Rule {
        @Override
        public Data value(Map<String, Data> context) {
            Data here = new Data.Mapping(context);
            for (String name : path.isEmpty() ? List.<String>of() : List.of(path.split("\\.", -1))) {
                here = step(here, name);
            }
            return here instanceof Data.Nothing ? otherwise.value(context) : here;
        }

        private static Data step(Data here, String name) {
            return switch (here) {
                case Data.Mapping(Map<String, Data> entries) -> entries.getOrDefault(name, Data.nothing());
                case Data.Listing(List<Data> items) ->
                    name.matches("\\d{1,6}") && Integer.parseInt(name) < items.size()
                            ? items.get(Integer.parseInt(name))
                            : Data.nothing();
                case Data.Text _, Data.Num _, Data.Bool _, Data.Nothing _ -> Data.nothing();
            };
        }
    }

    /** Condition, then, condition, then, …, else. */
    record If(List<Rule> parts) implements Rule {
        @Override
        public Data value(Map<String, Data> context) {
            int i = 0;
            for (; i + 1 < parts.size(); i += 2) {
                if (Loose.isTrue(parts.get(i).value(context))) {
                    return parts.get(i + 1).value(context);
                }
            }
            return i < parts.size() ? parts.get(i).value(context) : Data.nothing();
        }
    }

    /** The first one that decides is the value, as JsonLogic has it, and not only its truth. */
    record Chain(boolean all, List<Rule> parts) implements Rule {
        @Override
        public Data value(Map<String, Data> context) {
            Data last = Data.nothing();
            for (Rule part : parts) {
                last = part.value(context);
                if (Loose.isTrue(last) != all) {
                    return last;
                }
            }
            return last;
        }
    }

    record Call(Operator operator, List<Rule> arguments) implements Rule {
        @Override
        public Data value(Map<String, Data> context) {
            return operator.apply(
                    arguments.stream().map(each -> each.value(context)).toList());
        }
    }

    /** What is done with values alone. */
    enum Operator {
        EQUAL("==", 2, 2),
        SAME("===", 2, 2),
        UNEQUAL("!=", 2, 2),
        NOT_SAME("!==", 2, 2),
        NOT("!", 1, 1),
        TRUTH("!!", 1, 1),
        LESS("<", 2, 3),
        AT_MOST("<=", 2, 3),
        MORE(">", 2, 2),
        AT_LEAST(">=", 2, 2),
        IN("in", 2, 2),
        JOINED("cat", 1, 100),
        STARTS("starts_with", 2, 2),
        ENDS("ends_with", 2, 2);

        final String word;
        final int least;
        final int most;

        Operator(String word, int least, int most) {
            this.word = word;
            this.least = least;
            this.most = most;
        }

        Data apply(List<Data> values) {
            Data first = values.getFirst();
            Data second = values.size() > 1 ? values.get(1) : Data.nothing();
            return switch (this) {
                case EQUAL -> Data.of(Loose.equal(first, second));
                case UNEQUAL -> Data.of(!Loose.equal(first, second));
                case SAME -> Data.of(Loose.same(first, second));
                case NOT_SAME -> Data.of(!Loose.same(first, second));
                case NOT -> Data.of(!Loose.isTrue(first));
                case TRUTH -> Data.of(Loose.isTrue(first));
                case LESS -> Data.of(ordered(values, -1, -1));
                case AT_MOST -> Data.of(ordered(values, -1, 0));
                case MORE -> Data.of(ordered(values, 1, 1));
                case AT_LEAST -> Data.of(ordered(values, 1, 0));
                case IN -> Data.of(in(first, second));
                case JOINED ->
                    Data.of(String.join("", values.stream().map(Loose::text).toList()));
                case STARTS ->
                    Data.of(first instanceof Data.Text(String text)
                            && second instanceof Data.Text(String part)
                            && text.startsWith(part));
                case ENDS ->
                    Data.of(first instanceof Data.Text(String text)
                            && second instanceof Data.Text(String part)
                            && text.endsWith(part));
            };
        }

        /** Each two neighbours; with three values it asks whether one is between. What cannot be compared is in no order. */
        private static boolean ordered(List<Data> values, int one, int other) {
            for (int i = 1; i < values.size(); i++) {
                BigDecimal left = Loose.number(values.get(i - 1)).orElse(null);
                BigDecimal right = Loose.number(values.get(i)).orElse(null);
                if (left == null || right == null) {
                    return false;
                }
                int sign = Integer.signum(left.compareTo(right));
                if (sign != one && sign != other) {
                    return false;
                }
            }
            return true;
        }

        private static boolean in(Data what, Data where) {
            return switch (where) {
                case Data.Text(String text) -> what instanceof Data.Text(String part) && text.contains(part);
                case Data.Listing(List<Data> items) -> items.stream().anyMatch(item -> Loose.same(item, what));
                case Data.Num _, Data.Bool _, Data.Nothing _, Data.Mapping _ -> false;
            };
        }
    }
}
