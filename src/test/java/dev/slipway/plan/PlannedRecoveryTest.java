package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.slipway.base.Data;
import dev.slipway.plan.Plan.OnFailure;
import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.runbook.FrontMatter.InputType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannedRecoveryTest {

    @Test
    void a_procedure_for_failures_keeps_what_only_the_failing_run_will_know() {
        Plan plan = Requests.planned("""
                $ -i version=v2
                ---
                slipway:
                  version: 1
                  inputs: {version: {}, migrate: {type: boolean, default: false}}
                  procedures:
                    release: {run: [steps], on-failure: rollback}
                    rollback:
                      run: [back]
                      inputs: {to: {default: '${previous.release.inputs.version}'}}
                ---
                # Steps

                <!-- slipway: step id=copy -->
                ```bash
                echo "$VERSION"
                ```

                # Back

                <!-- slipway: step if="inputs.migrate" -->
                ```bash
                down
                ```

                <!-- slipway: step id=copy_back if="last.release.inputs.version == inputs.version" -->
                ```yaml
                backup.postgres: {database: '${inputs.to}', store: '${inputs.version}'}
                ```
                """);
        OnFailure.Perform perform = (OnFailure.Perform) plan.onFailure();

        assertThat(perform.inputs()).containsExactly(Map.entry("to", Data.of("${previous.release.inputs.version}")));
        assertThat(perform.steps()).hasSize(1);
        PlannedStep back = perform.steps().getFirst();
        assertThat(back.stage()).isEqualTo(Plan.Stage.RECOVERY);
        assertThat(back.guards())
                .containsExactly(new Guard.Given("last.release.inputs.version == inputs.version", "book.md:25:37"));
        assertThat(((Work.Typed) back.work()).parameters().entries())
                .containsExactly(Map.entry("database", Data.of("${inputs.to}")), Map.entry("store", Data.of("v2")));
    }

    @Test
    void a_procedure_for_failures_sees_the_failing_run_as_the_last_and_goes_back_to_the_one_before() {
        Data.Mapping failing = new Data.Mapping(Map.of("ending", Data.of("failed")));
        Map<String, Data> history = Requests.history("v7");

        Map<String, Data> seen = History.whenFailing(history, "release", failing);

        assertThat(seen.get("last")).isEqualTo(new Data.Mapping(Map.of("release", failing)));
        assertThat(seen.get("previous")).isEqualTo(history.get("last"));
        Map<String, Data> afterAFailure = History.whenFailing(seen, "release", failing);
        assertThat(afterAFailure.get("previous")).isEqualTo(history.get("last"));
    }

    @Test
    void a_procedure_for_failures_keeps_the_rules_of_its_own_inputs() {
        Plan plan = Requests.planned("""
                $ -i version=v2
                ---
                slipway:
                  version: 1
                  inputs: {version: {pattern: 'v\\d+'}}
                  procedures:
                    release: {run: [steps], on-failure: rollback}
                    rollback:
                      run: [steps]
                      inputs:
                        version: {default: '${previous.release.inputs.version}'}
                        fast: {type: boolean, default: true}
                ---
                # Steps

                ```bash
                echo "$VERSION"
                ```
                """);

        assertThat(((OnFailure.Perform) plan.onFailure()).rules())
                .containsExactly(
                        new InputRules("version", "", InputType.TEXT, Optional.of("v\\d+"), List.of()),
                        new InputRules("fast", "", InputType.BOOLEAN, Optional.empty(), List.of()));
        assertThat(PlanData.read(PlanData.write(plan))).isEqualTo(plan);
    }

    @Test
    void a_procedure_for_failures_may_reach_a_section_before_and_after() {
        Plan plan = Requests.planned("""
                ---
                slipway:
                  version: 1
                  procedures:
                    release: {run: [steps], on-failure: rollback}
                    rollback: {before: [look], run: [steps], after: [look]}
                ---
                # Steps

                <!-- slipway: step id=work -->
                ```bash
                true
                ```

                # Look

                <!-- slipway: step id=look -->
                ```bash
                true
                ```
                """);

        assertThat(((OnFailure.Perform) plan.onFailure()).steps())
                .extracting(step -> step.id().value(), PlannedStep::stage)
                .containsExactly(
                        tuple("look", Plan.Stage.RECOVERY),
                        tuple("work@2", Plan.Stage.RECOVERY),
                        tuple("look@2", Plan.Stage.RECOVERY));
    }
}
