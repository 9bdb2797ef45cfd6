package dev.slipway.traffic.haproxy;

import dev.slipway.hands.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that HAProxy reads when it starts. */
final class Kept {
    private Kept() {}

    static void write(Path file, String content) throws IOException {
        // HAProxy may run as somebody else: who could read the file before can read it afterwards, and nobody more.
        Set<PosixFilePermission> may =
                Files.exists(file) ? Files.getPosixFilePermissions(file) : PosixFilePermissions.fromString("rw-r--r--");
        WholeFile.write(file, content.getBytes(StandardCharsets.UTF_8), may);
    }
}
