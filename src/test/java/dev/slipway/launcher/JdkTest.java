package dev.slipway.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the scripts find a JDK. The stand-ins for `java` fail, which proves that nobody starts them. */
class JdkTest {

    @TempDir
    private Path folder;

    @Test
    void the_jdk_that_was_named_for_slipway_comes_first() throws Exception {
        assertThat(found(Map.of("SLIPWAY_JAVA_HOME", jdk("26"), "JAVA_HOME", jdk("25.0.3"))))
                .isEqualTo("26 jdk-26\n");
    }

    @Test
    void one_that_is_too_old_is_passed_over() throws Exception {
        assertThat(found(Map.of("SLIPWAY_JAVA_HOME", jdk("17.0.1"), "JAVA_HOME", jdk("25.0.3"))))
                .isEqualTo("25.0.3 jdk-25.0.3\n");
    }

    @Test
    void the_numbering_of_old_versions_is_understood() throws Exception {
        assertThat(found(Map.of("SLIPWAY_JAVA_HOME", jdk("1.80.0_392"), "JAVA_HOME", jdk("26-ea"))))
                .isEqualTo("1.80.0_392 jdk-1.80.0_392\n");
        assertThat(found(Map.of("SLIPWAY_JAVA_HOME", jdk("1.8.0_392"), "JAVA_HOME", jdk("26-ea"))))
                .isEqualTo("26-ea jdk-26-ea\n");
    }

    @Test
    void the_one_behind_the_java_on_the_path_is_found_through_links() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(bin.resolve("java"), Path.of(jdk("25.0.9"), "bin/java"));

        assertThat(found(Map.of("PATH", bin + ":" + System.getenv("PATH")))).isEqualTo("25.0.9 jdk-25.0.9\n");
    }

    @Test
    void without_a_release_file_the_compiler_is_asked() throws Exception {
        Path home = folder.resolve("bare");
        Clone.script(home.resolve("bin/java"), "#!/bin/sh\nexit 1\n");
        Clone.script(home.resolve("bin/javac"), "#!/bin/sh\necho javac 25.0.1\n");

        assertThat(found(Map.of("JAVA_HOME", home.toString()))).isEqualTo("25.0.1 bare\n");
    }

    @Test
    void a_runtime_without_a_compiler_is_no_jdk() throws Exception {
        Path runtime = Path.of(jdk("25.0.4"));
        Files.delete(runtime.resolve("bin/javac"));

        assertThat(found(Map.of("SLIPWAY_JAVA_HOME", runtime.toString(), "JAVA_HOME", jdk("25.0.5"))))
                .isEqualTo("25.0.5 jdk-25.0.5\n");
    }

    @Test
    void without_any_one_sentence_says_what_to_install() throws Exception {
        assertThat(shell("JDK_WANTED=99; jdk_require", Map.of()))
                .isEqualTo(
                        new Ended(
                                2,
                                "",
                                "sh: a JDK 99 or newer is needed and none was found: install one "
                                        + "(for example Temurin 99 from adoptium.net) or set SLIPWAY_JAVA_HOME to its folder.\n"));
    }

    private String jdk(String version) throws IOException {
        Path home = folder.resolve("jdk-" + version);
        Clone.script(home.resolve("bin/java"), "#!/bin/sh\nexit 1\n");
        Clone.script(home.resolve("bin/javac"), "#!/bin/sh\nexit 1\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\nX=\"1\"\n");
        return home.toString();
    }

    private String found(Map<String, String> environment) throws IOException, InterruptedException {
        return shell("jdk_require; echo \"$jdk_version ${JAVA_HOME##*/}\"", environment)
                .out();
    }

    private Ended shell(String words, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-euc", ". bin/.jdk; " + words);
        shell.environment().remove("JAVA_HOME");
        shell.environment().remove("SLIPWAY_JAVA_HOME");
        shell.environment().putAll(environment);
        return Clone.end(shell.start());
    }
}
