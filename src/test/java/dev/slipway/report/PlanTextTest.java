package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.plan.Plan;
import dev.slipway.plan.Requests;
import dev.slipway.plan.Tables;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTextTest {

    static List<Tables.Case> cases() {
        return Tables.of("plans.txt");
    }

    @AfterAll
    static void write() {
        Tables.write("plans.txt", PlanTextTest::tried);
    }

    private static String tried(String given) {
        try {
            return text(given, 80);
        } catch (AssertionError e) {
            return "no plan: " + e.getMessage();
        }
    }

    private static String text(String given, int width) {
        return PlanText.of(Requests.planned(given), width).stripTrailing();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_plan_reads_like_its_runbook(Tables.Case sound) {
        assertThat(text(sound.given(), 80)).isEqualTo(sound.expected());
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 200})
    void every_line_but_the_command_fits(int width) {
        for (Tables.Case sound : cases()) {
            Plan plan = Requests.planned(sound.given());
            List<String> lines = PlanText.of(plan, width, "slipway run").lines().toList();
            assertThat(lines)
                    .as(sound.name())
                    .allSatisfy(line -> assertThat(Width.of(line)).isLessThanOrEqualTo(width));
        }
    }

    @Test
    void an_environment_that_was_named_stands_in_the_command_also_when_it_is_called_default() {
        Plan plan = Requests.planned("""
                $ -e default
                ---
                slipway:
                  version: 1
                  environments: {default: {place: here}, production: {place: here}}
                  procedures: {release: {run: [steps]}}
                ---
                # Steps

                ```bash
                true
                ```
                """);

        assertThat(PlanText.named(plan, 80)).endsWith(" slipway run book.md release -e default\n");
    }
}
