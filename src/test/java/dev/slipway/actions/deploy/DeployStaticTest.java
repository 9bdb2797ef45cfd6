package dev.slipway.actions.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ForReal;
import dev.slipway.engine.ForReal.Played;
import dev.slipway.engine.Story;
import dev.slipway.run.Event.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployStaticTest {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // by what is released
    private ForReal slipway;

    private void runbook(String more) throws IOException {
        slipway = ForReal.of(folder, """
                inputs: {version: {}, after: {default: 'true'}}
                procedures: {release: {run: [steps]}}
                """, """
                ## Steps

                ```yaml
                deploy.static: {from: dist, into: site, version: '${inputs.version}'%s}
                ```

                ```bash
                $AFTER
                ```
                """.formatted(more));
        Files.createDirectories(folder.resolve("repo/dist"));
        Files.writeString(folder.resolve("repo/dist/index.html"), "hello");
    }

    @AfterEach
    void close() {
        slipway.close();
    }

    private Ending ending(Played played) {
        return played.run()
                .ended()
                .orElseThrow(() -> new AssertionError(story(played)))
                .ending();
    }

    private static String story(Played played) {
        return String.join("\n", Story.of(played.shown().events()));
    }

    private Path site(String path) {
        return folder.resolve("repo/site").resolve(path);
    }

    private String current() throws IOException {
        return Files.readSymbolicLink(site("current")).toString();
    }

    @Test
    void a_release_gets_a_folder_of_its_own_and_the_link() throws Exception {
        runbook("");

        assertThat(ending(slipway.play("release", "version=v1"))).isEqualTo(Ending.SUCCEEDED);
        assertThat(current()).isEqualTo("releases/v1");
        assertThat(site("current/index.html")).hasContent("hello");
    }

    @Test
    void a_failure_later_turns_the_link_back() throws Exception {
        runbook("");
        slipway.play("release", "version=v1");

        assertThat(ending(slipway.play("release", "version=v2", "after=false"))).isEqualTo(Ending.UNDONE_AFTER_FAILURE);
        assertThat(current()).isEqualTo("releases/v1");
    }

    @Test
    void a_version_that_was_taken_back_goes_live_with_the_files_of_its_next_release() throws Exception {
        runbook("");
        slipway.play("release", "version=v1");
        Files.writeString(folder.resolve("repo/dist/index.html"), "with a mistake");
        Files.writeString(folder.resolve("repo/dist/left.html"), "not in the next one");
        slipway.play("release", "version=v2", "after=false");
        Files.writeString(folder.resolve("repo/dist/index.html"), "mended");
        Files.delete(folder.resolve("repo/dist/left.html"));

        assertThat(ending(slipway.play("release", "version=v2"))).isEqualTo(Ending.SUCCEEDED);

        assertThat(current()).isEqualTo("releases/v2");
        assertThat(site("current/index.html")).hasContent("mended");
        assertThat(site("current/left.html")).doesNotExist();
    }

    @Test
    void a_version_that_is_called_as_another_with_an_ending_does_not_take_its_place() throws Exception {
        runbook("");
        slipway.play("release", "version=v1.new");

        slipway.play("release", "version=v1");

        assertThat(site("releases/v1.new/index.html")).hasContent("hello");
    }

    @Test
    void the_first_release_taken_back_leaves_no_link() throws Exception {
        runbook("");

        slipway.play("release", "version=v1", "after=false");

        assertThat(site("current")).doesNotExist();
    }

    @Test
    void only_the_newest_are_kept_and_the_one_before_always() throws Exception {
        runbook(", keep: 1");
        for (String version : new String[] {"v1", "v2", "v3"}) {
            assertThat(ending(slipway.play("release", "version=" + version))).isEqualTo(Ending.SUCCEEDED);
        }

        try (Stream<Path> kept = Files.list(site("releases"))) {
            assertThat(kept.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("v2", "v3");
        }
    }

    @Test
    void what_releases_share_is_a_link_in_each() throws Exception {
        runbook(", shared: [uploads]");
        slipway.play("release", "version=v1");
        Files.createDirectories(site("shared/uploads"));
        Files.writeString(site("shared/uploads/cat.txt"), "cat");

        slipway.play("release", "version=v2");

        assertThat(site("current/uploads/cat.txt")).hasContent("cat");
    }

    @Test
    void a_folder_where_the_link_belongs_is_refused_and_left_alone() throws Exception {
        runbook("");
        Files.createDirectories(site("current"));

        Played played = slipway.play("release", "version=v1");

        assertThat(story(played))
                .contains("site/current is not a link: move it away, releases are switched by a link of that name");
        assertThat(site("releases")).doesNotExist();
    }

    @Test
    void a_missing_folder_and_the_live_version_are_said() throws Exception {
        runbook("");
        slipway.play("release", "version=v1");
        assertThat(story(slipway.play("release", "version=v1")))
                .contains("v1 is live already: there is nothing to release");
        Files.move(folder.resolve("repo/dist"), folder.resolve("repo/elsewhere"));
        assertThat(story(slipway.play("release", "version=v2"))).contains("there is no folder dist");
        assertThat(current()).isEqualTo("releases/v1");
    }
}
