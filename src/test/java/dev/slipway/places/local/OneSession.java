package dev.slipway.places.local;

import dev.slipway.hands.Steps;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Steps that carry on from one another. */
abstract class OneSession {
    @TempDir
    Path state;

    @TempDir
    Path directory;

    Steps steps;

    @BeforeEach
    void begin() {
        steps = new Steps(new LocalPlace(state, directory)).inSession();
    }

    void forget() {
        new LocalPlace(state, directory).forget("r00001");
    }
}
