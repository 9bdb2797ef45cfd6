package dev.slipway.actions.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.base.Secret;
import dev.slipway.hands.Engine;
import dev.slipway.hands.FakeSite;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.run.Outcome;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCollectTest {
    private static final String NAME = "evidence.txt.zst";

    @TempDir
    Path folder;

    private final EvidenceCollect action = new EvidenceCollect();

    @Test
    void files_and_commands_are_kept_compressed_and_masked() throws Exception {
        Files.writeString(folder.resolve("app.log"), "connecting with correct-horse-battery\nlost\n");
        FakeSite site = site().with(new Secret("DB_PASSWORD", "correct-horse-battery"));

        Outcome outcome = perform(
                Map.of("files", Data.of("app.log"), "commands", Data.of("echo $DB_PASSWORD; echo hm >&2")), site);

        assertThat(text(site)).isEqualTo("""

                ==> command: echo $DB_PASSWORD; echo hm >&2 <==
                [REDACTED:DB_PASSWORD]
                (stderr)
                hm

                ==> file app.log <==
                connecting with [REDACTED:DB_PASSWORD]
                lost
                """);
        assertThat(((Outcome.Succeeded) outcome).outputs())
                .containsEntry("file", Data.of("logs/step." + NAME))
                .containsEntry(
                        "sha256",
                        Data.of(Digest.of(Objects.requireNonNull(site.exhibits.get(NAME)))
                                .hex()))
                .containsEntry("parts", Data.of(2));
        assertThat(site.notes())
                .singleElement()
                .satisfies(note -> assertThat(note).contains("SHA-256"));
    }

    @Test
    void what_cannot_be_had_does_not_keep_the_rest_from_being_collected() throws Exception {
        FakeSite site = site();

        Outcome outcome = perform(Map.of("files", Data.of("missing.log"), "commands", Data.of("echo here")), site);

        assertThat(((Outcome.Succeeded) outcome).summary()).isEqualTo("1 parts, 1 not whole in logs/step." + NAME);
        assertThat(site.said())
                .singleElement()
                .satisfies(said -> assertThat(said).startsWith("file missing.log is not whole: tail: cannot open"));
        assertThat(text(site)).contains("here").contains("(not whole: ");
    }

    @Test
    void nothing_at_all_is_a_failure_and_leaves_no_file() throws Exception {
        FakeSite site = site();

        assertThat(perform(Map.of("files", Data.of("missing.log")), site))
                .isEqualTo(new Outcome.Failed("nothing could be collected: what each part says is in the output"));
        assertThat(site.exhibits).isEmpty();
    }

    @Test
    void a_part_without_an_end_is_kept_up_to_its_limit() throws Exception {
        FakeSite site = site();

        perform(Map.of("commands", Data.of("yes"), "each", Data.of("100kB")), site);

        assertThat(text(site)).hasSizeBetween(100_000, 100_200).endsWith("(only the first 100000 bytes are kept)\n");
    }

    @Test
    @Tag("real")
    void a_project_is_kept_with_each_of_its_containers() throws Exception {
        String project = Engine.unique("checks7");
        for (String service : new String[] {"web", "worker"}) {
            Engine.docker(
                    "run",
                    "-d",
                    "--name",
                    project + "-" + service,
                    "--label",
                    "com.docker.compose.project=" + project,
                    Engine.busybox(),
                    "sh",
                    "-c",
                    "echo " + service + " says hello; exec sleep 60");
        }
        Engine.docker("stop", "-t", "0", project + "-worker");
        try {
            FakeSite site = site();

            perform(Map.of("project", Data.of(project)), site);

            assertThat(text(site))
                    .contains("==> inspect " + project + "-web <==", "web says hello", "worker says hello")
                    .contains("\"Action\":\"die\"", "\"com.docker.compose.project\": \"" + project + "\"");
        } finally {
            Engine.docker("rm", "-f", project + "-web", project + "-worker");
        }
    }

    private Outcome perform(Map<String, Data> parameters, FakeSite site) throws InterruptedException {
        Map<String, Data> all = new HashMap<>(parameters);
        all.computeIfPresent("files", (_, one) -> new Data.Listing(List.of(one)));
        all.computeIfPresent("commands", (_, one) -> new Data.Listing(List.of(one)));
        return action.perform(action.parameters().bind(new Data.Mapping(all)), site);
    }

    private static String text(FakeSite site) throws Exception {
        try (ZstdInputStream in =
                new ZstdInputStream(new ByteArrayInputStream(Objects.requireNonNull(site.exhibits.get(NAME))))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private FakeSite site() {
        Instant now = Instant.now();
        return new FakeSite(new LocalPlace(folder.resolve("state"), folder)).begunAt(now, now);
    }
}
