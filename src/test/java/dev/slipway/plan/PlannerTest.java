package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.plan.Plan.OnFailure;
import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.plan.PlannedStep.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static List<String> ids(String document) {
        return Requests.planned(document).steps().stream()
                .map(step -> step.id().value())
                .toList();
    }

    private static Data parameter(Plan plan, int step, String name) {
        return ((Work.Typed) plan.steps().get(step).work())
                .parameters()
                .entries()
                .get(name);
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
    void two_questions_of_one_name_are_told_apart() {
        Plan plan = Requests.planned("$ -i version=v1\n# Steps\n\n- [ ] Ready\n- [ ] Ready\n");

        assertThat(((Work.Gate) plan.steps().getFirst().work()).questions())
                .extracting(PlannedStep.Question::name)
                .containsExactly("ready", "ready-2");
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
    void what_is_known_is_resolved_and_what_it_holds_is_never_resolved_again() {
        Plan plan = Requests.planned("""
                $ -i tag=${steps.x.y}
                ---
                slipway:
                  version: 1
                  inputs: {tag: {}, count: {type: number, default: 5}}
                  procedures: {release: {run: [steps]}}
                ---
                # Steps

                ```yaml
                backup.postgres: {database: 'a ${inputs.tag} $${b} ${environment}', store: '${inputs.tag}'}
                ```

                ```yaml
                check.http: {url: x, status: '${inputs.count}'}
                ```
                """);
        Map<String, Data> nothing = Map.of();

        assertThat(parameter(plan, 0, "database")).isEqualTo(Data.of("a $${steps.x.y} $${b} default"));
        assertThat(parameter(plan, 1, "status")).isEqualTo(Data.of(5));
        assertThat(Templated.resolve(((Work.Typed) plan.steps().getFirst().work()).parameters(), nothing))
                .isEqualTo(new Templated.Resolution.Resolved(new Data.Mapping(
                        Map.of("database", Data.of("a ${steps.x.y} ${b} default"), "store", Data.of("${steps.x.y}")))));
        assertThat(((Work.Typed) plan.steps().getFirst().work()).preview())
                .isEqualTo("a ${steps.x.y} ${b} default → ${steps.x.y}");
    }

    @Test
    void parameters_that_need_the_run_wait_for_it() {
        Plan plan = Requests.planned("""
                $ -i version=v1
                # Steps

                <!-- slipway: step id=look -->
                ```bash
                echo "name=x" >> "$SLIPWAY_OUTPUT"
                ```

                ```yaml
                backup.postgres: {database: '${inputs.version}-${steps.look.name}', store: '${env.REGION}'}
                ```
                """);
        Data.Mapping parameters = ((Work.Typed) plan.steps().get(1).work()).parameters();
        Map<String, Data> roots = Map.of(
                "steps", new Data.Mapping(Map.of("look", new Data.Mapping(Map.of("name", Data.of("shop"))))),
                "env", new Data.Mapping(Map.of("REGION", Data.of("eu"))));

        assertThat(parameters.entries().get("database")).isEqualTo(Data.of("v1-${steps.look.name}"));
        assertThat(Templated.resolve(parameters, roots))
                .isEqualTo(new Templated.Resolution.Resolved(
                        new Data.Mapping(Map.of("database", Data.of("v1-shop"), "store", Data.of("eu")))));
        assertThat(Templated.resolve(parameters, Map.of()))
                .isEqualTo(new Templated.Resolution.Unresolved("'${steps.look.name}' has no value: there is no steps"));
    }

    @Test
    void shell_text_in_a_parameter_is_never_a_template() {
        Plan plan = Requests.planned("""
                $ -i version=v1
                # Steps

                ```yaml
                check.command: {run: 'test -n "$VERSION"'}
                ```
                """);

        assertThat(parameter(plan, 0, "run")).isEqualTo(Data.of("test -n \"$VERSION\""));
        assertThat(plan.inputs()).containsEntry("version", Data.of("v1"));
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

        assertThat(((Data.Mapping) seen.get("last")).entries().get("release")).isEqualTo(failing);
        assertThat(seen.get("previous")).isEqualTo(history.get("last"));
        Map<String, Data> afterAFailure = History.whenFailing(seen, "release", failing);
        assertThat(afterAFailure.get("previous")).isEqualTo(history.get("last"));
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

    @Test
    void more_steps_than_are_allowed_are_refused() {
        String call = "[All](#all) <!-- slipway: call -->\n\n";
        String text = "# Steps\n\n" + call + call + "# All\n\n" + "```bash\ntrue\n```\n\n".repeat(6_000);

        assertThat(Requests.said(Requests.plan(text))).isEqualTo("""
                book.md:16023:1  this procedure reaches more than 10,000 steps and questions
                   Split it into several procedures.""");
    }

    @Test
    void calls_that_double_what_they_reach_are_refused_in_time() {
        StringBuilder text = new StringBuilder("# Steps\n\n[s](#s0) <!-- slipway: call -->\n\n");
        for (int i = 0; i < 30; i++) {
            String next = "[n](#s" + (i + 1) + ") <!-- slipway: call -->\n\n";
            text.append("# S" + i + "\n\n").append(next).append(next);
        }
        text.append("# S30\n\nWords.\n");

        assertThat(Requests.said(Requests.plan(text.toString())))
                .contains("this procedure reaches more than 20,000 sections");
    }

    @Test
    void calls_may_not_lead_too_deep() {
        StringBuilder text = new StringBuilder("# Steps\n\n[s](#s0) <!-- slipway: call -->\n\n");
        for (int i = 0; i < 40; i++) {
            text.append("# S" + i + "\n\n[n](#s" + (i + 1) + ") <!-- slipway: call -->\n\n");
        }
        text.append("# S40\n\n```bash\ntrue\n```\n");

        assertThat(Requests.said(Requests.plan(text.toString()))).contains("calls lead more than 32 sections deep");
    }

    @Test
    void ten_thousand_steps_are_planned_in_less_than_two_seconds() {
        StringBuilder text = new StringBuilder("$ -i version=v1\n# Steps\n\n");
        IntStream.range(0, 5_000)
                .forEach(i -> text.append("## Part " + i + "\n\n<!-- slipway: step id=s" + i
                        + " if=\"env.REGION == 'eu'\" -->\n```bash\nX" + i
                        + "=1\necho \"out=$VERSION\" >> \"$SLIPWAY_OUTPUT\"\n```\n\n"
                        + "<!-- slipway: step if=\"env.REGION == 'eu'\" -->\n```yaml\n"
                        + "backup.postgres: {database: '${steps.s" + i + ".out}'}\n```\n\n"));
        Planning.Request request = Requests.request(text.toString());
        Planner planner = new Planner(new FakeActions(1));

        Instant begun = Instant.now();
        Planning planning = planner.plan(request);
        Duration took = Duration.between(begun, Instant.now());

        assertThat(Requests.said(planning)).isEmpty();
        assertThat(((Planning.Planned) planning).plan().steps()).hasSize(10_000);
        assertThat(took).isLessThan(Duration.ofSeconds(2));
    }
}
