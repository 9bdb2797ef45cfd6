package dev.slipway.places.container;

import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place.Ran;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** A stream through the docker program. When that ends too early, what it began in the container does not end by itself. */
final class ContainerPipe implements Pipe {
    private final Pipe through;
    private final Inside inside;
    private final String container;
    private final String mark;
    private boolean over;

    ContainerPipe(Pipe through, Inside inside, String container, String mark) {
        this.through = through;
        this.inside = inside;
        this.container = container;
        this.mark = mark;
    }

    @Override
    public OutputStream in() {
        return through.in();
    }

    @Override
    public InputStream out() {
        return through.out();
    }

    @Override
    public Ran end(Duration atMost) throws InterruptedException {
        Ran ran = through.end(atMost);
        if (ran instanceof Ran.Ended) {
            over = true;
        } else {
            close();
        }
        return ran;
    }

    @Override
    public String stderr() {
        return through.stderr();
    }

    @Override
    public void close() {
        try {
            through.close();
        } catch (IOException _) {
            // What matters is in the container, and ended next.
        }
        if (!over) {
            over = true;
            kill();
        }
    }

    private void kill() {
        boolean stopped = Thread.interrupted();
        try {
            inside.kill(container, mark);
        } catch (InterruptedException _) {
            stopped = true;
        }
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
