package dev.slipway.engine;

import dev.slipway.base.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where Slipway keeps what it must remember: journal, outputs, supervised steps. Only its owner may look. */
public record StateFolder(Path root) {

    /** Makes the folder when it is missing: mode 0700, and kept out of Git. */
    public static StateFolder at(Path root) {
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root.toAbsolutePath().getParent());
                Files.createDirectory(
                        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                Files.writeString(root.resolve(".gitignore"), "*\n");
            }
        } catch (FileAlreadyExistsException _) {
            return at(root);
        } catch (IOException e) {
            throw new UncheckedIOException("the state folder " + root + " cannot be made", e);
        }
        return new StateFolder(root.toAbsolutePath().normalize());
    }

    public Path journal() {
        return root.resolve("journal.db");
    }

    public static BugLog bugs(Path root) {
        return new BugLog(root.resolve("slipway.log"));
    }

    public Path run(RunId run) {
        return root.resolve("runs").resolve(run.value());
    }

    /** Masked outputs of the steps of a run. */
    public Path logs(RunId run) {
        return run(run).resolve("logs");
    }
}
