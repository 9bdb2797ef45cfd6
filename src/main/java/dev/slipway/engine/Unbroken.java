package dev.slipway.engine;

import java.io.IOException;

/** Writes as if nobody had interrupted this thread, which would close the file under it; the interruption is kept for later. */
final class Unbroken {
    private Unbroken() {}

    interface Writing {
        void run() throws IOException;
    }

    static void write(Writing writing) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            writing.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
