package dev.slipway.traffic;

import dev.slipway.hands.Traffic;
import java.io.IOException;

/** A proxy that runs for a test, nobody behind it yet. */
public interface Front extends AutoCloseable {

    /** Where clients ask. */
    int port();

    /** A driver that knows nothing of any other, as after a crash. */
    Traffic driver();

    @Override
    void close() throws IOException;
}
