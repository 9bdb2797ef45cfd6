package dev.slipway.actions.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.hands.Engine;
import dev.slipway.hands.FakeSite;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.run.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine: images of a repository that nobody else has. */
@Tag("real")
class ImagesTest {
    private final String repository = Engine.unique("checks7");

    @TempDir
    Path folder;

    @BeforeEach
    void four_images_of_which_one_runs() throws Exception {
        Engine.busybox();
        for (int i = 1; i <= 4; i++) {
            Files.writeString(
                    folder.resolve("Dockerfile"),
                    "FROM slipway-test/busybox\nLABEL revision=c" + i + " test=" + repository + "\n");
            Engine.docker("build", "--quiet", "--tag", repository + ":v" + i, folder.toString());
        }
        Engine.docker(
                "run", "-d", "--name", repository, "-v", repository + ":/data", repository + ":v1", "sleep", "60");
    }

    @AfterEach
    void all_is_taken_away() {
        Engine.docker("rm", "-f", repository);
        Engine.docker("volume", "rm", repository);
        tags().forEach(tag -> Engine.docker("image", "rm", "-f", repository + ":" + tag));
    }

    @Test
    void an_image_is_told_by_its_id() throws Exception {
        String id = Engine.docker("image", "inspect", "--format", "{{.Id}}", repository + ":v2");

        Outcome outcome = new CheckImage().perform(image("v2", Optional.of(id), Map.of("revision", "c2")), site());

        assertThat(((Outcome.Succeeded) outcome).outputs())
                .containsEntry("id", Data.of(id))
                .containsEntry("digest", Data.of(""));
    }

    @Test
    void what_is_not_the_one_that_was_meant_is_refused() throws Exception {
        String other = "sha256:" + "0".repeat(64);
        String id = Engine.docker("image", "inspect", "--format", "{{.Id}}", repository + ":v2");

        assertThat(new CheckImage().perform(image("v9", Optional.empty(), Map.of()), site()))
                .isEqualTo(new Outcome.Failed(
                        "there is no image " + repository + ":v9 at here: build, load or pull it first"));
        assertThat(new CheckImage().perform(image("v2", Optional.of(other), Map.of()), site()))
                .isEqualTo(new Outcome.Failed(repository + ":v2 is " + id + ", where " + other + " is wanted"));
        assertThat(new CheckImage().perform(image("v2", Optional.empty(), Map.of("revision", "c3")), site()))
                .isEqualTo(new Outcome.Failed(
                        "the label revision of " + repository + ":v2 is 'c2', where 'c3' is wanted"));
        assertThat(new CheckImage()
                        .perform(
                                new CheckImage.Wanted(
                                        repository + ":v2",
                                        Optional.empty(),
                                        Optional.of("s390x"),
                                        Optional.empty(),
                                        Map.of()),
                                site()))
                .isEqualTo(new Outcome.Failed(repository + ":v2 is made for amd64, where s390x is wanted"));
    }

    @Test
    void an_engine_that_is_not_there_is_said() throws Exception {
        FakeSite site = site().with("DOCKER_HOST", "unix:///nowhere/docker.sock");

        Outcome outcome = new CheckImage().perform(image("v2", Optional.empty(), Map.of()), site);

        assertThat(((Outcome.Failed) outcome).reason())
                .startsWith("docker says: ")
                .contains("/nowhere/docker.sock");
    }

    @Test
    void what_runs_is_named_or_is_new_stays_and_the_rest_goes() throws Exception {
        FakeSite site = site();

        Outcome outcome = new ImagesPrune().perform(rules(1, List.of(repository + ":v3"), Duration.ZERO), site);

        assertThat(((Outcome.Succeeded) outcome).outputs())
                .isEqualTo(Map.of("removed", Data.of(1), "refused", Data.of(0)));
        assertThat(tags()).containsExactlyInAnyOrder("v1", "v3", "v4");
        assertThat(site.said())
                .contains(
                        "stays: " + repository + ":v4, among the newest 1",
                        "stays: " + repository + ":v3, named by 'keep'",
                        "stays: " + repository + ":v1, a container is made of it")
                .anyMatch(line -> line.startsWith("goes: " + repository + ":v2, made "))
                .anyMatch(line -> line.startsWith("frees at most "));
        assertThat(Engine.docker("volume", "ls", "--quiet")).contains(repository);
        assertThat(((Outcome.Succeeded)
                                new ImagesPrune().perform(rules(1, List.of(repository + ":v3"), Duration.ZERO), site()))
                        .summary())
                .isEqualTo("nothing was to go");
    }

    @Test
    void what_is_young_stays_and_a_slip_removes_nothing() throws Exception {
        assertThat(((Outcome.Succeeded) new ImagesPrune().perform(rules(1, List.of(), Duration.ofHours(1)), site()))
                        .summary())
                .isEqualTo("nothing was to go");
        assertThat(new ImagesPrune().perform(rules(1, List.of(repository + ":v8"), Duration.ZERO), site()))
                .isEqualTo(new Outcome.Failed(
                        "there is no image " + repository + ":v8, which 'keep' names; nothing was removed"));
        assertThat(new ImagesPrune()
                        .perform(
                                new ImagesPrune.Rules(List.of(repository + "x"), 1, List.of(), Duration.ZERO, false),
                                site()))
                .isEqualTo(new Outcome.Failed("there is no image of " + repository + "x here: did you mean '"
                        + repository + "'; nothing was removed"));
        assertThat(tags()).hasSize(4);
    }

    private List<String> tags() {
        return Engine.docker("image", "ls", "--format", "{{.Tag}}", repository)
                .lines()
                .toList();
    }

    private ImagesPrune.Rules rules(int newest, List<String> keep, Duration olderThan) {
        return new ImagesPrune.Rules(List.of(repository), newest, keep, olderThan, false);
    }

    private CheckImage.Wanted image(String tag, Optional<String> digest, Map<String, String> labels) {
        return new CheckImage.Wanted(repository + ":" + tag, digest, Optional.empty(), Optional.empty(), labels);
    }

    private FakeSite site() {
        Instant now = Instant.now();
        return new FakeSite(new LocalPlace(folder.resolve("state"), folder)).begunAt(now, now);
    }
}
