package dev.slipway.hands;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** A command under way at a place, whose input and output go through us. It does not outlive Slipway: its input ends. */
public interface Pipe extends AutoCloseable {

    OutputStream in();

    /** Reading can be interrupted: {@link java.io.InterruptedIOException}. */
    InputStream out();

    /** Ends its input and waits for its end; {@link Place.Ran.TooLong} kills it. Its stdout is what was not read. */
    Place.Ran end(Duration atMost) throws InterruptedException;

    /** What it has written to stderr so far, up to a limit. */
    String stderr();

    /** Kills it, with all that it began, if it still runs. */
    @Override
    void close() throws IOException;
}
