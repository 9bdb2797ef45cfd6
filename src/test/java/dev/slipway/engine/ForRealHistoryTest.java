package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.base.Operator;
import dev.slipway.engine.ForReal.Played;
import dev.slipway.operations.Request;
import dev.slipway.plan.PlannedStep;
import dev.slipway.report.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run finds of the runs before it. */
class ForRealHistoryTest {

    @TempDir
    private Path folder;

    private ForReal slipway(String document) throws Exception {
        Path directory = Files.createDirectories(folder.resolve("repo"));
        Files.writeString(directory.resolve("runbook.md"), document);
        return new ForReal(directory, folder.resolve("state"), Map.of(), "anna");
    }

    @Test
    void a_runbook_that_names_no_service_finds_its_last_run() throws Exception {
        try (ForReal slipway = slipway("""
                ---
                slipway:
                  version: 1
                  inputs: {version: {description: Which}}
                  procedures:
                    release: {run: [steps]}
                    rollback: {run: [steps], inputs: {version: {default: '${last.release.inputs.version}'}}}
                ---
                # Shop release

                ## Steps

                ```bash
                echo "$VERSION"
                ```
                """)) {
            slipway.play("release", "version=v7");

            assertThat(slipway.ready("rollback", Map.of()).plan().inputs()).containsEntry("version", Data.of("v7"));
        }
    }

    @Test
    void a_procedure_whose_name_needs_brackets_is_found_by_them() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                environments: {production: {place: here}}
                procedures:
                  re-lease: {run: [steps]}
                  look: {run: [look]}
                """, """
                ## Steps

                ```bash
                true
                ```

                ## Look

                <!-- slipway: step if="last['re-lease'].ending == 'succeeded'" -->
                ```bash
                # it went well
                true
                ```
                """)) {
            slipway.play("re-lease");

            assertThat(slipway.ready("look", Map.of()).plan().steps())
                    .extracting(PlannedStep::title)
                    .containsExactly("it went well");
        }
    }

    @Test
    void an_input_that_was_told_late_is_in_the_record_and_what_a_rollback_goes_back_to() throws Exception {
        try (ForReal slipway = ForReal.of(folder, """
                inputs: {version: {ask: late, description: Which}}
                procedures:
                  release: {run: [steps]}
                  rollback: {run: [steps], inputs: {version: {default: '${last.release.inputs.version}'}}}
                """, """
                ## Steps

                ```bash
                echo "$VERSION"
                ```
                """)) {
            Played asking = slipway.play("release");
            Played told = slipway.goOn(asking.id(), new Request.Tell(new Operator("anna"), "version", "v7"));

            assertThat(slipway.ready("rollback", Map.of()).plan().inputs()).containsEntry("version", Data.of("v7"));
            assertThat(RunRecord.of(
                                    told.run(),
                                    told.shown().events().stream()
                                            .map(Recorded::event)
                                            .toList())
                            .inputs())
                    .containsExactly(Map.entry("version", "v7"));
        }
    }
}
