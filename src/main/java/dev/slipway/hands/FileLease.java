package dev.slipway.hands;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The right to change something on this machine, for one at a time; the system takes it from a process that died. */
public final class FileLease implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(20);

    /** The system asks by process: two threads of this one would both be let in, and whoever left first would let all in. */
    private static final Map<Path, Semaphore> HERE = new ConcurrentHashMap<>();

    private final Semaphore here;
    private final FileChannel file;

    private FileLease(Semaphore here, FileChannel file) {
        this.here = here;
        this.file = file;
    }

    /** Empty when somebody else had it for all that time. */
    public static Optional<FileLease> take(Path path, Duration within) throws IOException, InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        Semaphore here = HERE.computeIfAbsent(path.toAbsolutePath().normalize(), _ -> new Semaphore(1));
        if (!here.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        Optional<FileLease> taken = Optional.empty();
        try {
            taken = fromOthers(path, end).map(file -> new FileLease(here, file));
            return taken;
        } finally {
            if (taken.isEmpty()) {
                here.release();
            }
        }
    }

    private static Optional<FileChannel> fromOthers(Path path, long end) throws IOException, InterruptedException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            while (!taken) {
                FileLock lock = file.tryLock();
                taken = lock != null;
                if (!taken && System.nanoTime() >= end) {
                    return Optional.empty();
                }
                if (!taken) {
                    Thread.sleep(EVERY);
                }
            }
            return Optional.of(file);
        } finally {
            if (!taken) {
                file.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            here.release();
        }
    }
}
