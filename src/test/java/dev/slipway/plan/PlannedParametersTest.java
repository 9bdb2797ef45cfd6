package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.plan.PlannedStep.Work;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannedParametersTest {

    private static Data parameter(Plan plan, int step, String name) {
        return parameters(plan, step).entries().getOrDefault(name, Data.nothing());
    }

    private static Data.Mapping parameters(Plan plan, int step) {
        return ((Work.Typed) plan.steps().get(step).work()).parameters();
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
}
