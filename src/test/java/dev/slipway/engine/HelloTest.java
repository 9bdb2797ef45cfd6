package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first example, by the engine, on the machine itself. */
class HelloTest {
    @TempDir
    Path folder;

    private ForReal hello() throws Exception {
        Path repo = Files.createDirectories(folder.resolve("repo"));
        Files.copy(Path.of("examples/hello/runbook.md"), repo.resolve("runbook.md"));
        return new ForReal(repo, folder.resolve("state"), Map.of(), "anna");
    }

    @Test
    void a_release_succeeds_and_says_so() throws Exception {
        try (ForReal slipway = hello()) {
            ForReal.Played played = slipway.play("release", "version=1.0.1", "folder=" + folder.resolve("site"));

            assertThat(Story.of(played.shown().events()))
                    .containsExactly(
                            "room succeeded",
                            "prepare succeeded",
                            "before succeeded",
                            "unpack succeeded",
                            "size succeeded",
                            "switch succeeded",
                            "page succeeded",
                            "smoke succeeded",
                            "history succeeded",
                            "note notes: Version 1.0.1 is live, 26 bytes; before it: none",
                            "note succeeded",
                            "ended succeeded");
            assertThat(folder.resolve("site/current/index.html")).hasContent("<h1>Hello from 1.0.1</h1>");
        }
    }

    @Test
    void a_broken_release_is_taken_back_to_the_one_before() throws Exception {
        try (ForReal slipway = hello()) {
            slipway.play("release", "version=1.0.1", "folder=" + folder.resolve("site"));

            ForReal.Played played =
                    slipway.play("release", "version=1.0.2", "break=true", "folder=" + folder.resolve("site"));

            assertThat(Story.of(played.shown().events()))
                    .containsExactly(
                            "room succeeded",
                            "prepare succeeded",
                            "before succeeded",
                            "unpack succeeded",
                            "size succeeded",
                            "switch succeeded",
                            "page succeeded",
                            "smoke failed: exit status 1",
                            "undo: smoke: exit status 1",
                            "smoke left as is",
                            "switch undone",
                            "size left as is",
                            "unpack undone",
                            "before left as is",
                            "prepare left as is",
                            "ended undone-after-failure: smoke: exit status 1");
            assertThat(folder.resolve("site/current/index.html")).hasContent("<h1>Hello from 1.0.1</h1>");
            assertThat(folder.resolve("site/releases/1.0.2")).doesNotExist();
        }
    }
}
