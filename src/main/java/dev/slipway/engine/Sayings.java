package dev.slipway.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What a typed step has said, kept beside the outputs of shell steps. On a full disk the step matters and its words do not.
 *
 * @param most bytes, more or less: what is said beyond them is shown and not kept
 */
record Sayings(Path log, long most) {
    private static final String REST = "… the rest is not kept\n";

    boolean isEmpty() {
        return size() == 0;
    }

    private long size() {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException _) {
            return 0;
        }
    }

    /** @param line masked */
    void keep(String line) {
        long size = size();
        if (size >= most) {
            return;
        }
        String said = line + "\n";
        try {
            Files.createDirectories(
                    log.toAbsolutePath().getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(
                    log,
                    size + said.length() < most ? said : said + REST,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException _) {
            // It was shown, and is not kept.
        }
    }
}
