package dev.slipway.places.local;

import dev.slipway.hands.Steps;
import org.junit.jupiter.api.BeforeEach;

/** The same for supervisors that the C library starts. */
class LocalSpawnCrashTest extends LocalCrashTest {
    @BeforeEach
    @Override
    void begin() {
        place = new LocalPlace(state, directory, Spawn.link());
        steps = new Steps(place);
    }
}
