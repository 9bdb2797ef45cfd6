package dev.slipway.expression;

import static dev.slipway.expression.ExpressionsTest.mapping;
import static dev.slipway.expression.ExpressionsTest.phrase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The evaluator of plain forms is allowed only because it says what CEL says. */
class PlainAgreementTest {
    private static final List<String> PATHS = List.of(
            "inputs.a",
            "inputs.b",
            "inputs['c']",
            "inputs.n",
            "inputs.big",
            "inputs.f",
            "inputs.zero",
            "inputs.none",
            "inputs.list",
            "inputs.missing",
            "steps.backup.file",
            "steps.backup.file.deeper",
            "steps.later.file",
            "environment",
            "environment.x",
            "previous.release",
            "last[\"data-base\"].at");
    private static final List<String> LITERALS =
            List.of("'a'", "\"\"", "'prod'", "0", "1", "4", "true", "false", "null", "999999999999999999");
    private static final List<Data> VALUES = List.of(
            Data.of("a"),
            Data.of(""),
            Data.of("prod"),
            Data.of(true),
            Data.of(false),
            Data.of(4),
            Data.of(1),
            Data.nothing(),
            new Data.Num(new BigDecimal("4.0")),
            new Data.Num(new BigDecimal("1E+1")),
            new Data.Num(new BigDecimal("99999999999999999999")),
            new Data.Num(new BigDecimal("2.5")),
            new Data.Listing(List.of(Data.of(1))),
            new Data.Listing(List.of(new Data.Num(new BigDecimal("1.0")))),
            mapping("file", Data.of("x")));

    @Test
    void plain_forms_mean_what_cel_makes_of_them() {
        Random random = new Random(20261121);
        int plain = 0;
        for (int i = 0; i < 4_000; i++) {
            String text = expression(random, 3);
            Map<String, Data> roots = roots(random);
            Optional<Plain> form = PlainReader.read(text, Expressions.ROOTS);
            if (form.isEmpty()) {
                continue;
            }
            plain++;
            Parsed parsed = Cel.read(phrase(text), Expressions.ROOTS, Expressions.Wanted.TRUTH);
            assertThat(parsed).as(text).isInstanceOf(Parsed.Sound.class);
            Expression byCel = ((Parsed.Sound) parsed).expression();
            Expression own = new PlainExpression(text, form.get());
            assertThat(own.reads()).as(text).isEqualTo(byCel.reads());
            assertThat(comparable(own.evaluate(roots)))
                    .as("%s on %s", text, roots)
                    .isEqualTo(comparable(byCel.evaluate(roots)));
        }
        assertThat(plain).isGreaterThan(2_000);
    }

    @Test
    void what_is_not_plain_is_left_to_cel() {
        for (String text : List.of(
                "",
                "'a'",
                "1",
                "1 == 1",
                "'a' == 'b'",
                "!'a'",
                "inputs.a && 'x'",
                "!!inputs.a",
                "input.a",
                "inputs.for",
                "inputs.a == inputs.b == true",
                "(inputs.a).b",
                "inputs.a + 1",
                "inputs.a == 1.5",
                "inputs.a == 1u",
                "inputs.a == '\\n'",
                "inputs.a ==",
                "(inputs.a == 'b'",
                "inputs.a == 007",
                "inputs[0]",
                "a",
                "inputs a",
                "inputs.a == -1",
                "inputs.`a`",
                "inputs.a == r'x'",
                "inputs.a == '''x'''")) {
            assertThat(PlainReader.read(text, Expressions.ROOTS)).as(text).isEmpty();
        }
    }

    /**
     * A path alone passes its value on as written; CEL makes 64-bit numbers of it. Of several failures in one expression, the
     * two may tell different ones.
     */
    private static Expression.Evaluation comparable(Expression.Evaluation evaluation) {
        return switch (evaluation) {
            case Expression.Evaluation.Value(Data data) -> CelData.fromCel(CelData.toCel(data));
            case Expression.Evaluation.Failure _ -> new Expression.Evaluation.Failure("");
        };
    }

    private static String expression(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 8)) {
            case 0 -> pick(random, PATHS);
            case 1 -> pick(random, PATHS) + pick(random, List.of(" == ", "!=")) + value(random);
            case 2 -> value(random) + pick(random, List.of("==", " != ")) + pick(random, PATHS);
            case 3 -> "!" + (random.nextBoolean() ? pick(random, PATHS) : "(" + expression(random, depth - 1) + ")");
            case 4, 5 -> expression(random, depth - 1) + " && " + expression(random, depth - 1);
            case 6 -> expression(random, depth - 1) + "||" + expression(random, depth - 1);
            default -> "( " + expression(random, depth - 1) + " )";
        };
    }

    private static String value(Random random) {
        return random.nextInt(3) == 0 ? pick(random, PATHS) : pick(random, LITERALS);
    }

    private static Map<String, Data> roots(Random random) {
        List<Object> inputs = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "n", "big", "f", "zero", "none", "list")) {
            if (random.nextInt(8) > 0) {
                inputs.add(name);
                inputs.add(random.nextInt(3) == 0 ? Data.of(random.nextBoolean()) : pick(random, VALUES));
            }
        }
        Data backup = random.nextBoolean() ? mapping("file", pick(random, VALUES)) : pick(random, VALUES);
        return Map.of(
                "inputs", mapping(inputs.toArray()),
                "environment", Data.of(random.nextBoolean() ? "prod" : "staging"),
                "steps", mapping("backup", backup),
                "last", mapping("data-base", mapping("at", pick(random, VALUES))));
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
