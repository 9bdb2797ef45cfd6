package dev.slipway.places.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The machine's own bash, when it is the one that the step's PATH finds first. A supervisor may be no other: what else is
 * called so may be anything.
 */
final class PlainBash {
    private static final List<String> OWN = List.of("/usr/bin/bash", "/bin/bash");

    /** Most steps of a run have the same PATH. */
    private record Looked(@Nullable String path, Optional<String> bash) {}

    private volatile Looked last = new Looked(null, Optional.empty());

    private volatile Optional<String> boot = Optional.empty();

    Optional<String> of(Map<String, String> environment) {
        String path = environment.get("PATH");
        Looked looked = last;
        if (path == null || !path.equals(looked.path())) {
            looked = new Looked(path, path == null ? Optional.empty() : first(path));
            last = looked;
        }
        return looked.bash().filter(bash -> Files.isExecutable(Path.of(bash)));
    }

    private static Optional<String> first(String path) {
        for (String folder : path.split(":", -1)) {
            // An empty word means the step's directory.
            Path bash = Path.of(folder, "bash");
            if (!bash.isAbsolute()) {
                return Optional.empty();
            }
            if (Files.isExecutable(bash)) {
                return Optional.of(bash.toString()).filter(OWN::contains);
            }
        }
        return Optional.empty();
    }

    /** The machine's, since this process began. */
    String boot() {
        if (boot.isEmpty()) {
            boot = Optional.of(Proc.boot());
        }
        return boot.get();
    }
}
