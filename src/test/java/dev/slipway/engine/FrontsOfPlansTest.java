package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.plan.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a front may be declared, and that a signature is for the one that was shown. */
class FrontsOfPlansTest {
    private static final String PROCEDURES = "procedures: {release: {run: [steps]}}";
    private static final String STEPS = """
            ## Steps

            ```yaml
            # Serve again
            traffic.open: {traffic: web}
            ```
            """;

    @TempDir
    Path folder;

    private Plan plan(String front, Optional<String> environment) throws InterruptedException {
        try (ForReal slipway = ForReal.of(folder, front, STEPS)) {
            Draft draft = slipway.desk()
                    .draft(new Draft.Wish(Path.of("runbook.md"), Optional.of("release"), environment, Map.of()));
            assertThat(draft).isInstanceOf(Draft.Ready.class);
            return ((Draft.Ready) draft).plan();
        }
    }

    private static Optional<String> socket(Plan plan) {
        return Optional.ofNullable(plan.surroundings().fronts().get("web")).flatMap(front -> front.setting("embedded"));
    }

    @Test
    void a_front_may_stand_in_slipway_yaml() throws Exception {
        Files.createDirectories(folder.resolve("repo"));
        Files.writeString(folder.resolve("repo/slipway.yaml"), "traffic: {web: {embedded: shared.sock}}\n");

        assertThat(socket(plan(PROCEDURES, Optional.empty()))).contains("shared.sock");
    }

    @Test
    void the_front_of_an_environment_goes_before_that_of_the_runbook() throws Exception {
        String front = """
                traffic: {web: {embedded: here.sock}}
                environments:
                  staging: {}
                  production: {traffic: {web: {embedded: production.sock}}}
                """ + PROCEDURES;

        assertThat(socket(plan(front, Optional.of("staging")))).contains("here.sock");
        assertThat(socket(plan(front, Optional.of("production")))).contains("production.sock");
    }

    @Test
    void another_proxy_is_another_plan() throws Exception {
        Plan one = plan("traffic: {web: {embedded: one.sock}}\n" + PROCEDURES, Optional.empty());
        Plan other = plan("traffic: {web: {embedded: other.sock}}\n" + PROCEDURES, Optional.empty());

        assertThat(one.digest()).isNotEqualTo(other.digest());
    }
}
