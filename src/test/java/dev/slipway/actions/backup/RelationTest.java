package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "t; t; true",
                "5; 5.0; false", // as psql shows it: who wants numbers compares them
                ">= 5; 5.0; true",
                ">= 5; 4.99; false",
                "> 5; 5; false",
                "<= 1e3; 1000; true",
                "< 0; -1; true",
                "!= 0; 0.00; false",
                "> 0; ''; false",
                "> 0; many; false",
                "= 7; 7; true",
                "no rows; ''; true",
                "no rows; 1|x; false",
                "within 1% of 200; 202; true",
                "within 1% of 200; 198; true",
                "within 1% of 200; 202.1; false",
                "within 0% of 0; 0; true",
                "within 10 % of -50; -46; true"
            })
    void an_answer_is_held_against_what_is_written(String is, String answer, boolean holds) {
        assertThat(Relation.parse(is).orElseThrow().holds(answer)).isEqualTo(holds);
    }

    @Test
    void what_compares_with_no_number_is_a_mistake() {
        assertThatThrownBy(() -> new Invariant("select 1", "> many", Optional.empty()))
                .hasMessage("'> many' compares with something that is not a number");
        assertThat(new Invariant("select 1", ">= ${steps.a.b}", Optional.empty()).is())
                .startsWith(">=");
    }

    @Test
    void a_name_is_that_of_an_output() {
        assertThatThrownBy(() -> new Invariant("select 1", "1", Optional.of("Paid Orders")))
                .hasMessage("'Paid Orders' cannot name an output: small letters, digits and _, such as paid_orders");
    }
}
