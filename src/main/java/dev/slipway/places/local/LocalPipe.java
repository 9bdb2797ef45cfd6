package dev.slipway.places.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place.Command;
import dev.slipway.hands.Place.Piping;
import dev.slipway.hands.Place.Ran;
import dev.slipway.hands.Place.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A command in a group of its own, between two streams. A thread reads ahead, so that waiting for it can be interrupted. */
final class LocalPipe implements Pipe {
    private static final int KEPT = 64 * 1024;
    private static final int PIECE = 64 * 1024;
    /** Half a megabyte on the way is enough for both sides to work at once. */
    private static final int PIECES = 8;

    private static final byte[] END = new byte[0];

    private final Process process;
    private final Ahead out;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Thread listener;

    private LocalPipe(Process process) {
        this.process = process;
        this.out = new Ahead(process.getInputStream());
        this.listener = Thread.ofVirtual().start(this::listen);
        Thread.ofVirtual().start(out::fill);
    }

    static Piping open(Command command, Path directory) {
        List<String> words = new ArrayList<>(List.of("setsid"));
        words.addAll(command.words());
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        StepEnvironment.apply(command.environment(), builder.environment());
        String first = command.words().getFirst();
        if (!ShortCommand.found(first, directory, builder.environment())) {
            return new Piping.NotFound(first);
        }
        try {
            return new Piping.Open(new LocalPipe(builder.start()));
        } catch (IOException e) {
            return new Piping.Refused(first + " cannot be started: " + e.getMessage());
        }
    }

    private void listen() {
        byte[] buffer = new byte[8192];
        try (InputStream err = process.getErrorStream()) {
            for (int read = err.read(buffer); read >= 0; read = err.read(buffer)) {
                synchronized (said) {
                    said.write(buffer, 0, Math.min(read, KEPT - said.size()));
                }
            }
        } catch (IOException e) {
            return; // the process is gone and its pipe with it
        }
    }

    @Override
    public OutputStream in() {
        return process.getOutputStream();
    }

    @Override
    public InputStream out() {
        return out;
    }

    @Override
    public Ran end(Duration atMost) throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException _) {
            // It has closed its side first; how it ended is asked next.
        }
        if (!process.waitFor(atMost.toNanos(), NANOSECONDS)) {
            close();
            return new Ran.TooLong(atMost);
        }
        listener.join(Duration.ofSeconds(1));
        return new Ran.Ended(process.exitValue(), "", stderr());
    }

    @Override
    public String stderr() {
        synchronized (said) {
            return said.toString(UTF_8);
        }
    }

    @Override
    public void close() {
        out.give();
        if (process.isAlive()) {
            try {
                Proc.signalGroup(process.pid(), Signal.KILL);
                process.destroyForcibly();
            } catch (InterruptedException _) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What was read ahead, piece by piece. */
    private static final class Ahead extends InputStream {
        private final InputStream from;
        private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(PIECES);
        private byte[] piece = new byte[0];
        private int at;
        private boolean ended;
        private volatile boolean given;
        private volatile @Nullable IOException failure;

        Ahead(InputStream from) {
            this.from = from;
        }

        void fill() {
            try (from) {
                while (!given) {
                    byte[] next = new byte[PIECE];
                    int read = from.read(next);
                    if (read < 0) {
                        break;
                    }
                    put(read == PIECE ? next : Arrays.copyOf(next, read));
                }
            } catch (IOException e) {
                failure = e;
            } catch (InterruptedException _) {
                return;
            }
            try {
                put(END);
            } catch (InterruptedException _) {
                return; // nobody reads any more
            }
        }

        private void put(byte[] next) throws InterruptedException {
            while (!given && !pieces.offer(next, 100, TimeUnit.MILLISECONDS)) {
                // Full: whoever reads is slower. Looked at again, because it may have been given up.
            }
        }

        void give() {
            given = true;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (ended || (at == piece.length && !next())) {
                ended = true;
                IOException failed = failure;
                if (failed != null) {
                    throw new IOException("its output broke off: " + failed.getMessage(), failed);
                }
                return -1;
            }
            int now = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, buffer, from, now);
            at += now;
            return now;
        }

        private boolean next() throws IOException {
            try {
                piece = pieces.take();
                at = 0;
                return piece.length > 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted").initCause(e);
            }
        }

        @Override
        public int available() {
            return piece.length - at;
        }
    }
}
