package dev.slipway.actions.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.hands.Engine;
import dev.slipway.hands.FakeSite;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.run.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who must be recreated, by the real programs of both versions; and what a real container was given. */
@Tag("real")
class ComposeReadersTest {
    @TempDir
    Path folder;

    @Test
    void compose_says_which_services_read_a_changed_file() throws Exception {
        project();
        Outcome outcome = apply("web.env", "COLOUR", site());

        assertThat(((Outcome.Succeeded) outcome).outputs()).containsEntry("services", Data.of("web"));
        assertThat(((Outcome.Succeeded) apply(".env", "GREETING", site())).outputs())
                .containsEntry("services", Data.of("api"));
    }

    @Test
    void version_1_says_the_same() throws Exception {
        project();
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Files.writeString(programs.resolve("docker"), "#!/bin/sh\nexit 1\n");
        programs.resolve("docker").toFile().setExecutable(true);
        String path = programs + ":" + System.getenv("PATH");

        assertThat(((Outcome.Succeeded) apply("web.env", "COLOUR", site().with("PATH", path))).outputs())
                .containsEntry("services", Data.of("web"));
        assertThat(((Outcome.Succeeded) apply(".env", "GREETING", site().with("PATH", path))).outputs())
                .containsEntry("services", Data.of("api"));
    }

    @Test
    void a_compose_file_with_a_mistake_keeps_the_file_as_it_is() throws Exception {
        project();
        Files.writeString(folder.resolve("compose.yml"), "services: {web: {imago: x}}\n");

        assertThat(apply("web.env", "COLOUR", site())).isInstanceOf(Outcome.Failed.class);
        assertThat(folder.resolve("web.env")).hasContent("COLOUR=red");
    }

    @Test
    void a_container_is_compared_with_the_file_that_it_once_read() throws Exception {
        String name = Engine.unique("checks7");
        Files.writeString(folder.resolve("web.env"), "COLOUR=red\nDB_PASSWORD=correct horse\nPORT=1\n");
        Engine.docker(
                "run",
                "-d",
                "--name",
                name,
                "--env-file",
                folder.resolve("web.env").toString(),
                Engine.busybox(),
                "sleep",
                "60");
        try {
            Files.writeString(folder.resolve("web.env"), "COLOUR=red\nDB_PASSWORD=battery staple\nNEW=1\nPORT=1\n");
            FakeSite site = site();

            assertThat(new ConfigDiff()
                            .perform(
                                    new ConfigDiff.Pair(
                                            "web.env",
                                            Optional.empty(),
                                            Optional.of(name),
                                            List.of(),
                                            ConfigDiff.Wish.SHOWN),
                                    site))
                    .isEqualTo(new Outcome.Succeeded(
                            "2 of 4 differ: DB_PASSWORD, NEW",
                            Map.of("differing", Data.of("DB_PASSWORD NEW"), "count", Data.of(2))));
            assertThat(site.said().toString()).doesNotContain("horse").doesNotContain("staple");
        } finally {
            Engine.docker("rm", "-f", name);
        }
    }

    private void project() throws Exception {
        Files.writeString(folder.resolve("compose.yml"), """
                services:
                  web: {image: slipway-test/busybox, env_file: web.env}
                  api: {image: slipway-test/busybox, environment: {GREETING: "${GREETING}"}}
                  other: {image: slipway-test/busybox}
                """);
        Files.writeString(folder.resolve("web.env"), "COLOUR=red\n");
        Files.writeString(folder.resolve(".env"), "GREETING=hello\n");
    }

    private static Outcome apply(String file, String name, FakeSite site) throws InterruptedException {
        return new EnvApply()
                .perform(
                        new EnvApply.Wanted(
                                file,
                                Map.of(name, "blue"),
                                Map.of(),
                                List.of(),
                                List.of("compose.yml"),
                                Optional.of("slipway-checks7")),
                        site);
    }

    private FakeSite site() {
        return new FakeSite(new LocalPlace(folder.resolve("state"), folder));
    }
}
