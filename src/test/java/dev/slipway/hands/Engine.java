package dev.slipway.hands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/** The Docker engine of the tests, with which {@code docker} and both Composes speak here. */
public final class Engine {
    private Engine() {}

    /** A word that nobody else has, for names of what a test makes and takes away again. */
    public static String unique(String word) {
        return "slipway-test-" + word + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** What {@code docker} says, without the line break at its end. */
    public static String docker(String... words) {
        return said(Stream.concat(Stream.of("docker"), Stream.of(words)).toArray(String[]::new));
    }

    /** An image with every command of busybox and nothing else; made by whoever asks first. */
    public static String busybox() {
        String image = "slipway-test/busybox";
        if (!docker("image", "ls", "--quiet", image).isEmpty()) {
            return image;
        }
        try {
            Path folder = Files.createTempDirectory("slipway-busybox");
            Files.copy(Path.of(said("sh", "-c", "command -v busybox")), folder.resolve("busybox"));
            Files.writeString(
                    folder.resolve("Dockerfile"),
                    "FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"--install\", \"-s\", \"/bin\"]\n"
                            + "CMD [\"/bin/sh\"]\n");
            docker("build", "--quiet", "--tag", image, folder.toString());
            return image;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** What any program says that speaks with the engine; it has to end well. */
    public static String said(String... words) {
        if (System.getenv("SLIPWAY_TEST_DOCKER") == null) {
            fail("this test needs a Docker engine: name it in SLIPWAY_TEST_DOCKER and DOCKER_HOST,"
                    + " such as unix:///var/run/docker.sock, or run bin/test");
        }
        try {
            Process process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(String.join(" ", words)).isZero();
            return said.stripTrailing();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
