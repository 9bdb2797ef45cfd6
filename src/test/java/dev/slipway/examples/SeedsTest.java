package dev.slipway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.Draft;
import dev.slipway.engine.ForReal;
import dev.slipway.engine.ForReal.Played;
import dev.slipway.engine.Story;
import dev.slipway.report.PlanText;
import dev.slipway.run.Event.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The five systems' runbooks run, every procedure of them, against stand-ins for the tools that they call. */
class SeedsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"planner", "application", "ecommerce", "portal", "openrisk"})
    void a_release_calls_the_tools_that_the_runbook_names_in_its_order(String example) throws Exception {
        try (Workspace workspace = new Workspace(example, folder)) {
            Played played = workspace.slipway().playAgreeing("release", workspace.inputs("release"));

            assertSucceeded(workspace, played);
            Golden.compare(example + ".calls", workspace.calls());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"planner", "application", "ecommerce", "portal", "openrisk"})
    void the_plan_of_a_release_reads_like_the_runbook(String example) throws Exception {
        try (Workspace workspace = new Workspace(example, folder)) {
            List<String> inputs = workspace.inputs("release").stream()
                    .map(workspace::elsewhere)
                    .toList();

            Draft.Ready ready = workspace.slipway().ready("release", ForReal.told(inputs));

            // Whoever runs the tests is in every role of it, so the digest is not the same everywhere.
            String text = PlanText.of(ready.plan(), 80).replaceAll("digest [0-9a-f]{6}", "digest ......");
            Golden.compare(example + ".plan.txt", text);
        }
    }

    @Test
    void a_rollback_goes_back_to_the_release_before_the_last() throws Exception {
        try (Workspace workspace = new Workspace("planner", folder)) {
            List<String> first = new ArrayList<>(workspace.inputs("release"));
            first.replaceAll(input -> input.startsWith("version=") ? "version=v1.1.0" : input);
            assertSucceeded(workspace, workspace.slipway().playAgreeing("release", first));
            assertSucceeded(workspace, workspace.slipway().playAgreeing("release", workspace.inputs("release")));

            Played played = workspace.slipway().playAgreeing("rollback", workspace.inputs("rollback"));

            assertSucceeded(workspace, played);
            assertThat(workspace.home().resolve("repo/VERSION")).hasContent("v1.1.0");
            assertThat(workspace.home().resolve("state/schema")).hasContent("8c1f2d3a");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "planner, service-down database-lost disk-full memory security-incident",
        "application, rollback emergency",
        "ecommerce, rollback restore wont-start database-errors high-memory slow",
        "portal, rollback emergency-rollback feature-off build-failures migration-failures startup-failures connection-issues",
        "openrisk, rollback health service-down restore weekly monthly quarterly log-retention data-protection clean-up"
    })
    void every_other_procedure_runs_after_a_release(String example, String procedures) throws Exception {
        try (Workspace workspace = new Workspace(example, folder)) {
            assertSucceeded(workspace, workspace.slipway().playAgreeing("release", workspace.inputs("release")));
            for (String procedure : List.of(procedures.split(" "))) {
                assertSucceeded(workspace, workspace.slipway().playAgreeing(procedure, workspace.inputs(procedure)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_rollback_in_kubernetes_ends_the_canary_where_there_is_one(boolean canary) throws Exception {
        try (Workspace workspace = new Workspace("ecommerce", folder)) {
            Path cluster = workspace.home().resolve("state/kubernetes");
            if (canary) {
                Files.writeString(cluster.resolve("backend-canary"), "ecommerce-backend:v0.9.9");
            }
            List<String> inputs = new ArrayList<>(workspace.inputs("release"));
            inputs.replaceAll(input -> input.startsWith("platform=") ? "platform=kubernetes" : input);
            inputs.addAll(List.of("canary=" + canary, "canary_wait=1s"));
            assertSucceeded(workspace, workspace.slipway().playAgreeing("release", inputs));
            assertThat(cluster.resolve("backend")).hasContent("ecommerce-backend:v1.0.0");

            Played played = workspace.slipway().playAgreeing("rollback", workspace.inputs("rollback"));

            assertSucceeded(workspace, played);
            assertThat(cluster.resolve("backend")).hasContent("ecommerce-backend:v0.9.9");
            assertThat(Files.exists(cluster.resolve("backend-canary.replicas"))).isEqualTo(canary);
        }
    }

    @Test
    void a_rollback_with_images_starts_those_of_the_release_before() throws Exception {
        try (Workspace workspace = new Workspace("portal", folder)) {
            for (String version : List.of("v2.3.0", "v2.4.0")) {
                workspace.checkout(version);
                assertSucceeded(workspace, workspace.slipway().playAgreeing("release", workspace.inputs("release")));
            }

            Played played = workspace.slipway().playAgreeing("rollback", List.of("how=images"));

            assertSucceeded(workspace, played);
            assertThat(workspace.calls()).contains("docker tag portal-backend:latest portal-backend:v2.3.0");
            assertThat(workspace.home().resolve("state/projects/prod/up/backend"))
                    .hasContent("portal-backend:v2.3.0");
        }
    }

    @Test
    void a_rollback_stops_before_it_touches_anything_where_there_was_no_version_before() throws Exception {
        try (Workspace workspace = new Workspace("openrisk", folder)) {
            Files.delete(workspace.home().resolve("production/current"));
            assertSucceeded(workspace, workspace.slipway().playAgreeing("release", workspace.inputs("release")));
            String released = workspace.calls();

            Played played = workspace.slipway().playAgreeing("rollback", workspace.inputs("rollback"));

            assertThat(played.run().ended()).isEmpty();
            assertThat(workspace.calls()).isEqualTo(released);
        }
    }

    @Test
    void a_first_release_that_fails_takes_its_link_away() throws Exception {
        try (Workspace workspace = new Workspace("openrisk", folder)) {
            Files.delete(workspace.home().resolve("production/current"));
            workspace.failsAt("openrisk migrate up");

            Played played = workspace.slipway().playAgreeing("release", workspace.inputs("release"));

            assertThat(played.run().ended().map(end -> end.ending())).contains(Ending.UNDONE_AFTER_FAILURE);
            assertThat(workspace.home().resolve("production/current")).doesNotExist();
        }
    }

    private static void assertSucceeded(Workspace workspace, Played played) {
        assertThat(played.run().ended().map(end -> end.ending()))
                .as(() -> played.run().plan().title().procedure() + "\n"
                        + String.join("\n", Story.of(played.shown().events())) + "\n"
                        + String.join("\n", workspace.slipway().output()))
                .contains(Ending.SUCCEEDED);
    }
}
