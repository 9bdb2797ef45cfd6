package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.plan.PlannedStep.Work;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannedInputsTest {

    private static List<String> ids(String document) {
        return Requests.planned(document).steps().stream()
                .map(step -> step.id().value())
                .toList();
    }

    @Test
    void an_input_that_nothing_mentions_is_not_asked_for() {
        Plan plan = Requests.planned("# Steps\n\n```bash\ntrue\n```\n");

        assertThat(plan.inputs())
                .containsExactly(Map.entry("version", Data.nothing()), Map.entry("migrate", Data.of(true)));
        assertThat(plan.uses())
                .containsExactly(Map.entry("version", Plan.Use.IDLE), Map.entry("migrate", Plan.Use.IDLE));
    }

    @Test
    void an_input_that_only_an_omitted_step_mentions_is_not_asked_for() {
        assertThat(ids("""
                $ -i migrate=false
                # Steps

                <!-- slipway: step id=one if="inputs.migrate" -->
                ```bash
                echo "$VERSION"
                ```

                <!-- slipway: step id=two -->
                ```bash
                true
                ```
                """)).containsExactly("two");
    }

    @Test
    void a_default_may_come_from_an_earlier_run_and_from_other_inputs() {
        Plan plan = Requests.planned("""
                $ rollback --history v7
                ---
                slipway:
                  version: 1
                  inputs: {version: {pattern: 'v\\d+'}}
                  procedures:
                    release: {run: [steps]}
                    rollback:
                      run: [steps]
                      inputs:
                        version: {default: '${previous.release.inputs.version}'}
                        image: {default: 'shop:${inputs.version}'}
                ---
                # Steps

                ```bash
                echo "$IMAGE"
                ```
                """);

        assertThat(plan.inputs())
                .containsExactly(Map.entry("version", Data.of("v7")), Map.entry("image", Data.of("shop:v7")));
        assertThat(plan.uses())
                .containsExactly(Map.entry("version", Plan.Use.MENTIONED), Map.entry("image", Plan.Use.MENTIONED));
    }

    @Test
    void late_inputs_are_told_before_the_first_step_that_mentions_them_and_only_there() {
        Plan plan = Requests.planned("""
                ---
                slipway:
                  version: 1
                  inputs: {ticket: {ask: late, description: The ticket, pattern: '\\d+'}}
                  procedures: {release: {run: [steps]}}
                ---
                # Steps

                ```bash
                # one
                true
                ```

                ## Close
                <!-- slipway: section if=ask -->

                ```bash
                # two
                echo "$TICKET"
                ```

                ```bash
                # three
                echo "$TICKET"
                ```
                """);

        assertThat(plan.steps())
                .extracting(step -> step.id().value())
                .containsExactly("one", "ask-close", "tell-ticket", "two", "three");
        PlannedStep tell = plan.steps().get(2);
        assertThat(tell.guards()).hasSize(1);
        assertThat(((Work.Tell) tell.work()).input().check("x1"))
                .isEqualTo(new InputRules.Checked.Misfit("ticket is 'x1' and must match \\d+", "ticket: The ticket."));
    }

    @Test
    void a_default_may_read_a_late_input_that_was_told_beforehand() {
        Plan plan = Requests.planned("""
                $ -i version=v7
                ---
                slipway:
                  version: 1
                  inputs: {version: {ask: late}, image: {default: 'app:${inputs.version}'}}
                  procedures: {release: {run: [steps]}}
                ---
                # Steps

                ```bash
                echo "$IMAGE"
                ```
                """);

        assertThat(plan.inputs()).containsEntry("image", Data.of("app:v7"));
    }

    @Test
    void the_path_of_a_dotenv_file_may_name_the_environment() {
        Plan plan = Requests.planned("""
                $ -e live
                ---
                slipway:
                  version: 1
                  environments: {live: {dotenv: '.env.${environment}'}, test: {dotenv: .env}}
                  procedures: {release: {run: [steps]}}
                ---
                # Steps

                ```bash
                true
                ```
                """);

        assertThat(plan.surroundings().dotenv()).contains(".env.live");
    }
}
