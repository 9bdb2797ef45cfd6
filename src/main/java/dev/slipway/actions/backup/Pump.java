package dev.slipway.actions.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** From one stream to another, for as long as nobody stops the step. */
final class Pump {
    private static final int BUFFER = 128 * 1024;

    private Pump() {}

    static long through(InputStream from, OutputStream to) throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            to.write(buffer, 0, read);
            bytes += read;
        }
        return bytes;
    }
}
