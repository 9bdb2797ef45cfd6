package dev.slipway.places.local;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.slipway.base.Masker;
import dev.slipway.hands.Place.Attempt;
import dev.slipway.hands.Place.Capture;
import dev.slipway.hands.Place.Exit;
import dev.slipway.hands.Place.Outputs;
import dev.slipway.hands.Place.Signal;
import dev.slipway.hands.Place.Written;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A step whose supervisor was begun by this process or found by it. Its output is carried on by whoever awaits it, in that
 * thread: live lines come only while somebody waits.
 */
final class Supervised implements Attempt {
    /** Live output is at most so late. */
    private static final long POLL_NANOS = Duration.ofMillis(40).toNanos();

    private static final long FIRST_POLL_NANOS = Duration.ofMillis(5).toNanos();

    /** Longer only for a process that waits for a disk. */
    private static final Duration KILLED = Duration.ofSeconds(2);

    private final AttemptFiles files;
    private final Proc.Identity supervisor;
    private final Optional<Process> child;
    private final Masker masker;
    private final Track out;
    private final Track err;
    private final byte[] buffer = Track.buffer();
    private final long begun = System.nanoTime();
    private final ReentrantLock turn = new ReentrantLock();
    private Optional<Exit> exit = Optional.empty();

    /** Both outputs of one attempt. */
    record Tracks(Track out, Track err, Masker masker) {
        static Tracks of(AttemptFiles files, Masker masker, Capture capture) throws IOException {
            if (capture.withheld()) {
                capture.listener().line(Capture.WITHHELD, false);
            }
            return new Tracks(
                    new Track(files, "stdout", masker, capture), new Track(files, "stderr", masker, capture), masker);
        }
    }

    Supervised(AttemptFiles files, Proc.Identity supervisor, Optional<Process> child, Tracks tracks) {
        this.files = files;
        this.supervisor = supervisor;
        this.child = child;
        this.masker = tracks.masker();
        this.out = tracks.out();
        this.err = tracks.err();
    }

    @Override
    public Optional<Exit> await(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        if (!turn.tryLock(atMost.toNanos(), NANOSECONDS)) {
            return Optional.empty();
        }
        try {
            long pause = FIRST_POLL_NANOS;
            while (exit.isEmpty()) {
                boolean ended = ended();
                pump();
                if (ended) {
                    exit = Optional.of(end());
                    break;
                }
                long left = until - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                pause(Math.min(left, pause));
                pause = Math.min(POLL_NANOS, pause * 2);
            }
            return exit;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            turn.unlock();
        }
    }

    /** A supervisor that is not our child says so by its file or by being gone, looked at in this order. */
    private boolean ended() throws IOException {
        return child.isPresent() ? !child.get().isAlive() : files.status().isPresent() || !supervisor.alive();
    }

    private void pause(long nanos) throws InterruptedException {
        if (child.isPresent()) {
            child.get().waitFor(nanos, NANOSECONDS);
        } else {
            NANOSECONDS.sleep(nanos);
        }
    }

    private void pump() throws IOException {
        out.pump(buffer);
        err.pump(buffer);
    }

    /**
     * What is left of the output is read to its end, and the counts are on the disk before the raw files are deleted: a reader
     * that misses one of these finds the counts.
     */
    private Exit end() throws IOException {
        pump();
        Optional<Exit> already = endedBefore(files, masker);
        if (already.isPresent()) {
            out.leave();
            err.leave();
            return already.get();
        }
        Written stdout = out.end();
        Written stderr = err.end();
        Duration took = child.isPresent() ? Duration.ofNanos(System.nanoTime() - begun) : files.took();
        Outputs outputs = OutputsFile.read(files.file("outputs"), masker);
        Exit ended = new Exit(files.status(), stdout, stderr, outputs, took);
        if (stdout.bytes() + stderr.bytes() == 0) {
            // Nothing is there to be read twice or to be deleted, and some file systems are slow after many deletions.
            return ended;
        }
        Files.writeString(files.file("counts"), counts(stdout, out) + counts(stderr, err) + "\n");
        return closed(files, ended);
    }

    private static Exit closed(AttemptFiles files, Exit exit) throws IOException {
        Files.deleteIfExists(files.file("stdout"));
        Files.deleteIfExists(files.file("stderr"));
        return exit;
    }

    private static String counts(Written written, Track track) {
        return written.bytes() + " " + written.kept() + " " + track.textBytes() + " ";
    }

    /** What {@link #end} answered when an earlier process came so far. */
    static Optional<Exit> endedBefore(AttemptFiles files, Masker masker) throws IOException {
        String[] counts;
        try {
            String text = Files.readString(files.file("counts"));
            if (!text.endsWith("\n")) {
                return Optional.empty();
            }
            counts = text.strip().split(" ", -1);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Written stdout = written(files, "out", counts, 0);
        Written stderr = written(files, "err", counts, 3);
        Outputs outputs = OutputsFile.read(files.file("outputs"), masker);
        return Optional.of(closed(files, new Exit(files.status(), stdout, stderr, outputs, files.took())));
    }

    private static Written written(AttemptFiles files, String ending, String[] counts, int at) throws IOException {
        Path log = files.log(ending);
        long length = Long.parseLong(counts[at + 2]);
        String text = length == 0 ? "" : new String(KeptLog.read(log, length), StandardCharsets.UTF_8);
        String file = files.state().relativize(log).toString();
        return new Written(file, Long.parseLong(counts[at]), Long.parseLong(counts[at + 1]), text);
    }

    /** For an attempt that is given up: what it has printed so far goes to its logs. */
    void log() throws IOException {
        pump();
        out.end();
        err.end();
    }

    @Override
    public void signal(Signal signal) throws InterruptedException {
        if (!supervisor.alive()) {
            Proc.signalEach(Proc.marked(files.mark()), signal);
            return;
        }
        Proc.signalGroup(supervisor.pid(), signal);
        if (signal == Signal.KILL) {
            awaitEndOfSession();
        }
    }

    /** A process that was killed needs a moment to be gone; whoever looks next should not see it any more. */
    private void awaitEndOfSession() throws InterruptedException {
        long until = System.nanoTime() + KILLED.toNanos();
        while (System.nanoTime() < until && !Proc.session(supervisor).isEmpty()) {
            NANOSECONDS.sleep(FIRST_POLL_NANOS);
        }
    }
}
