package dev.slipway.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** What a typed step has said, kept beside the outputs of shell steps. On a full disk the step matters and its words do not. */
record Sayings(Path log) {

    /** @param line masked */
    void keep(String line) {
        try {
            Files.createDirectories(
                    log.toAbsolutePath().getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException _) {
            // It was shown, and is not kept.
        }
    }
}
