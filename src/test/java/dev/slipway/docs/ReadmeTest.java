package dev.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.docs.Page.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README says can be typed is typed, in its order, in a clone. */
@Timeout(300)
class ReadmeTest {
    @TempDir
    private Path folder;

    @Test
    void the_sixty_seconds_are_as_the_readme_promises() throws Exception {
        TryFolder clone = new TryFolder(folder);
        for (Fence fence : fences(false)) {
            type(clone, fence);
            if (expected(fence) == 1) {
                assertThat(Files.readSymbolicLink(clone.site().resolve("current")))
                        .isEqualTo(Path.of("releases/1.0.1"));
            }
        }
        assertThat(clone.site()).doesNotExist();
    }

    @Test
    @Tag("real")
    void so_is_what_takes_longer() throws Exception {
        TryFolder clone = new TryFolder(folder);
        for (Fence fence : fences(true)) {
            type(clone, fence);
        }
    }

    private static List<Fence> fences(boolean real) throws IOException {
        List<Fence> fences = Page.of(Path.of("README.md")).fences().stream()
                .filter(fence -> fence.is("sh", "try") && fence.words().contains("real") == real)
                .toList();
        assertThat(fences).isNotEmpty();
        return fences;
    }

    private static void type(TryFolder clone, Fence fence) throws Exception {
        for (String line : fence.text().lines().toList()) {
            TryFolder.Ended ended = clone.type(line);
            assertThat(ended.exit()).as("%s: %s%n%s", fence, line, ended.text()).isEqualTo(expected(fence));
        }
    }

    private static int expected(Fence fence) {
        return fence.words().stream()
                .filter(word -> word.startsWith("exit="))
                .map(word -> Integer.parseInt(word.substring("exit=".length())))
                .findFirst()
                .orElse(0);
    }
}
