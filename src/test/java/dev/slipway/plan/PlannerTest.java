package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.plan.PlannedStep.Work;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static List<String> ids(String document) {
        return Requests.planned(document).steps().stream()
                .map(step -> step.id().value())
                .toList();
    }

    @Test
    void steps_are_named_by_their_authors_and_else_by_their_titles() {
        assertThat(ids("""
                $ -i version=v1
                # Steps

                ```bash
                # Check: the Größe of /tmp
                true
                ```

                ```bash
                # Check: the Größe of /tmp
                true
                ```

                ```bash
                # 确认
                true
                ```

                ```bash
                # Backup
                true
                ```

                <!-- slipway: step id=backup -->
                ```bash
                true
                ```
                """))
                .containsExactly("check-the-grosse-of-tmp", "check-the-grosse-of-tmp-2", "step", "backup-2", "backup");
    }

    @Test
    void a_step_that_is_reached_again_keeps_its_name_with_a_number() {
        assertThat(ids("""
                $ -i version=v1
                # Steps

                [First](#check). <!-- slipway: call -->

                [Again](#check). <!-- slipway: call -->

                # Check

                <!-- slipway: step id=health -->
                ```bash
                true
                ```
                """)).containsExactly("health", "health@2");
    }

    @Test
    void sections_that_stand_apart_are_not_part_of_their_parents() {
        assertThat(ids("""
                $ -i version=v1
                # Steps

                ```bash
                # one
                true
                ```

                ## Never with the rest
                <!-- slipway: section apart -->

                ```bash
                # two
                true
                ```
                """)).containsExactly("one");
    }

    @Test
    void the_working_directory_carries_over_within_one_heading_and_one_visit() {
        Plan plan = Requests.planned("""
                $ -i version=v1
                # Steps

                ```bash
                cd app
                ```

                ```bash
                pwd
                ```

                Then [this](#check). <!-- slipway: call -->

                And [again](#check). <!-- slipway: call -->

                # Check

                ```bash
                pwd
                ```
                """);

        assertThat(plan.steps().stream()
                        .map(step -> ((Work.Bash) step.work()).where().group()))
                .containsExactly(1, 1, 2, 3);
        assertThat(plan.steps().stream().map(step -> ((Work.Bash) step.work()).session()))
                .containsOnly("release");
    }

    @Test
    void questions_below_one_heading_are_one_gate_until_a_step_or_other_rules_stand_between() {
        Plan plan = Requests.planned("""
                $ -i version=v1
                # Steps

                - [ ] One

                Some words.

                - [ ] Two

                <!-- slipway: gate approvals=2 -->
                - Three

                ```bash
                true
                ```

                - [ ] Four

                ## Below

                - [ ] Five
                """);

        assertThat(plan.steps().stream()
                        .filter(step -> step.work() instanceof Work.Gate)
                        .map(step -> ((Work.Gate) step.work())
                                .questions().stream()
                                        .map(PlannedStep.Question::name)
                                        .toList()))
                .containsExactly(List.of("one", "two"), List.of("three"), List.of("four"), List.of("five"));
    }

    @Test
    void a_condition_on_inputs_is_decided_now_and_others_are_left_for_the_run() {
        Plan plan = Requests.planned("""
                $ -i version=v1
                # Steps
                <!-- slipway: section if="inputs.migrate" -->

                <!-- slipway: step if="env.REGION == 'eu'" -->
                ```bash
                true
                ```
                """);

        assertThat(plan.steps().getFirst().guards())
                .containsExactly(new Guard.Given("env.REGION == 'eu'", "book.md:18:24"));
    }

    @Test
    void a_heading_that_asks_asks_once_and_before_its_first_step() {
        Plan plan = Requests.planned("""
                $ -i version=v1
                # Steps

                ## Scale up
                <!-- slipway: section if=ask -->

                Words.

                ```bash
                # one
                true
                ```

                ```bash
                # two
                true
                ```
                """);

        assertThat(plan.steps()).extracting(step -> step.id().value()).containsExactly("ask-scale-up", "one", "two");
        assertThat(plan.steps().getFirst().work()).isEqualTo(new Work.Ask("scale-up", "Scale up"));
        assertThat(plan.steps().get(2).guards())
                .containsExactly(new Guard.Answered(plan.steps().getFirst().id()));
    }

    @Test
    void variables_carry_on_through_the_session() {
        assertThat(ids("""
                $ -i version=v1
                # Steps

                <!-- slipway: step id=one -->
                ```bash
                TARGET="/srv/$VERSION"; export NAME=x
                read -r LINE < file
                ```

                ## Below

                <!-- slipway: step id=two -->
                ```bash
                echo "$TARGET" "$NAME" "$LINE" "$HOME" "$HOSTNAME" "$REGION" "$API_TOKEN" "$RANDOM" "${MAYBE:-}"
                for HOST in a b; do echo "$HOST"; done
                ```
                """)).containsExactly("one", "two");
    }

    @Test
    void an_output_may_be_read_under_the_condition_that_sets_it() {
        assertThat(ids("""
                $ -i version=v1
                # Steps

                ## Back up
                <!-- slipway: section if=ask -->

                <!-- slipway: step id=backup -->
                ```bash
                echo "file=x" >> "$SLIPWAY_OUTPUT"
                ```

                <!-- slipway: step id=keep if="steps.backup.file != ''" -->
                ```bash
                echo "$BACKUP_FILE"
                ```

                ## Later

                <!-- slipway: step id=careful if="has(steps.backup.file) && steps.backup.file != ''" -->
                ```bash
                echo "${BACKUP_FILE:-}"
                ```
                """)).containsExactly("ask-back-up", "backup", "keep", "careful");
    }

    @Test
    void the_files_that_calls_lead_to_are_named_relative_to_the_runbook() {
        Planning.Request request = Requests.request("""
                # Steps

                [a](shared/a.md#x) <!-- slipway: call -->

                [b](#steps) <!-- slipway: call -->

                [c](../c.md#x) <!-- slipway: call -->
                """);

        assertThat(CalledFiles.of(request.runbook(), "")).containsExactly("../c.md", "shared/a.md");
        assertThat(CalledFiles.of(request.runbook(), "ops/more/b.md"))
                .containsExactly("ops/c.md", "ops/more/shared/a.md");
    }
}
