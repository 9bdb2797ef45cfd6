package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.slipway.base.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanDataTest {

    static List<Tables.Case> cases() {
        return Tables.of("plans.txt");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_plan_is_read_as_it_was_written(Tables.Case sound) {
        Plan plan = Requests.planned(sound.given());

        assertThat(PlanData.read(PlanData.write(plan))).isEqualTo(plan);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_digest_of_a_plan_that_was_read_is_the_same(Tables.Case sound) {
        Plan plan = Requests.planned(sound.given());

        assertThat(PlanDigest.of(PlanData.read(PlanData.write(plan)))).isEqualTo(plan.digest());
    }

    @Test
    void variables_with_all_their_rules_come_back() {
        Plan plan = Requests.planned("""
                ---
                slipway:
                  version: 1
                  environments: {production: {dotenv: .env}}
                  inputs: {ticket: {ask: late, pattern: '[A-Z]+-\\d+'}}
                  env:
                    KEY: {secret: true, min-length: 50, pattern: '.+'}
                    DATABASE: {url: postgresql}
                    MODE: {one-of: [a, b], default: a}
                    EXTRA: {optional: true, secret: false, from: 'file: /etc/extra'}
                  procedures: {release: {run: [steps], on-failure: pause}}
                ---
                # Steps

                <!-- slipway: step id=one sensitive -->
                ```sh
                echo "$TICKET"
                ```

                <!-- slipway: probe of=one -->
                ```bash
                test -f done
                ```

                ```bash
                printf 'first\\n\\nlast\\n'
                ```

                <!-- slipway: expect -->
                ```text
                first

                last
                ```
                """);

        assertThat(PlanData.read(PlanData.write(plan))).isEqualTo(plan);
        assertThat(plan.surroundings().env())
                .extracting(Plan.NeededVariable::name, Plan.NeededVariable::from)
                .containsExactly(
                        tuple("KEY", "dotenv"),
                        tuple("DATABASE", "dotenv"),
                        tuple("MODE", "dotenv"),
                        tuple("EXTRA", "file: /etc/extra"));
    }

    @Test
    void data_of_another_shape_is_refused_by_the_name_of_what_is_missing() {
        Plan plan = Requests.planned("$ -i version=v1\n# Steps\n\n```bash\ntrue\n```\n");
        Map<String, Data> entries = new LinkedHashMap<>(PlanData.write(plan).entries());
        entries.remove("title");

        assertThatThrownBy(() -> PlanData.read(new Data.Mapping(entries)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no 'title' in ");
        assertThatThrownBy(() -> PlanData.read(Data.of("plan"))).isInstanceOf(IllegalArgumentException.class);
    }
}
