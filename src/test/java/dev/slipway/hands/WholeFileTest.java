package dev.slipway.hands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void it_is_replaced_and_nothing_is_left_beside_it() throws Exception {
        Path file = folder.resolve("file");
        Files.writeString(folder.resolve("file.new"), "left by a kill");
        WholeFile.write(file, bytes("one"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        WholeFile.write(file, bytes("two"), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(file).hasContent("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-rw-");
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void whoever_reads_meanwhile_finds_one_or_the_other() throws Exception {
        Path file = folder.resolve("file");
        String one = "1".repeat(100_000);
        String two = "2".repeat(100_000);
        WholeFile.write(file, bytes(one));
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < 50; i++) {
                    WholeFile.write(file, bytes(i % 2 == 0 ? two : one));
                }
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        do {
            assertThat(Files.readString(file)).isIn(one, two);
        } while (writer.isAlive());
    }
}
