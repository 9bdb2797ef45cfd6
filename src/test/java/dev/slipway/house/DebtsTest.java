package dev.slipway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebtsTest {

    private static final String BOTH = """
            package dev.slipway.plan;
            class Plan { java.util.Optional<String> name; }
            class Planner { java.util.Optional<String> name; }
            """;

    @TempDir
    private Path folder;

    @Test
    void a_debt_excuses_its_type_and_no_other() {
        assertThat(Rules.broken(new OptionalIsAnAnswer(), new Sketch(folder).of(BOTH), debt("dev.slipway.plan.Plan")))
                .containsExactly("dev.slipway.plan.Planner.name is a field of type Optional");
    }

    @Test
    void a_debt_that_is_paid_has_to_be_struck_off() {
        Code code = new Sketch(folder).of("package dev.slipway.plan; class Plan {}");

        assertThat(Rules.broken(new OptionalIsAnAnswer(), code, debt("dev.slipway.plan.Plan")))
                .containsExactly("dev.slipway.plan.Plan has paid its debt: remove it from House.DEBTS");
    }

    @Test
    void a_debt_of_one_rule_excuses_nothing_under_another() {
        Code code = new Sketch(folder).of("package dev.slipway.plan; class PlanManager {}");

        assertThat(Rules.broken(new NounsAreTheHouses(), code, debt("dev.slipway.plan.PlanManager")))
                .hasSize(1);
    }

    private static Set<Debt> debt(String subject) {
        return Set.of(new Debt("OptionalIsAnAnswer", subject));
    }
}
