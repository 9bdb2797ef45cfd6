package dev.slipway.places.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.hands.Place.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code /proc} tells of processes, and how they are ended. */
final class Proc {
    private static final Path PROC = Path.of("/proc");
    private static final long LOOK_MILLIS = 10;

    /** Not even KILL ends a process that waits for a broken disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Proc() {}

    /** A process, not to be taken for a later one with the same number: {@code start} counts ticks since the boot. */
    record Identity(long pid, long start, String boot) {
        boolean alive() {
            return boot.equals(Proc.boot())
                    && look(pid).filter(seen -> seen.start == start).isPresent();
        }
    }

    /** One look at a process that has not ended: a zombie has. */
    private record Look(long session, long start) {}

    static String boot() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Look> look(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), ISO_8859_1);
            // The name, in brackets, may hold anything; the third word comes after the last bracket.
            String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean ended = words[0].equals("Z") || words[0].equals("X");
            return ended
                    ? Optional.empty()
                    : Optional.of(new Look(Long.parseLong(words[3]), Long.parseLong(words[19])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Living processes whose environment says {@code mark}: they descend from the step that was given it. */
    static List<Long> marked(String mark) {
        byte[] sought = ("\0" + mark + "\0").getBytes(UTF_8);
        return all().stream()
                .filter(pid -> look(pid).isPresent() && says(pid, sought))
                .toList();
    }

    /**
     * Living processes of the supervisor's session. When the leader's number was given to another process, the session is
     * another one as well.
     */
    static List<Long> session(Identity leader) {
        boolean reused =
                look(leader.pid()).filter(seen -> seen.start != leader.start()).isPresent();
        if (reused || !leader.boot().equals(boot())) {
            return List.of();
        }
        return all().stream()
                .filter(pid -> look(pid)
                        .filter(seen -> seen.session == leader.pid() && seen.start >= leader.start())
                        .isPresent())
                .toList();
    }

    private static List<Long> all() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            entries.forEach(entry -> pids.add(Long.valueOf(entry.getFileName().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pids;
    }

    private static boolean says(long pid, byte[] sought) {
        try {
            byte[] environment = Files.readAllBytes(PROC.resolve(pid + "/environ"));
            String text = "\0" + new String(environment, ISO_8859_1) + "\0";
            return text.contains(new String(sought, ISO_8859_1));
        } catch (IOException e) {
            return false; // gone, or another user's
        }
    }

    static void signalGroup(long leader, Signal signal) throws InterruptedException {
        send("-" + leader, signal);
    }

    /** Says to a supervisor that a file of it has changed. */
    static void nudge(long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -s USR1 -- \"$1\"", "slipway", Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void signalEach(List<Long> pids, Signal signal) throws InterruptedException {
        for (long pid : pids) {
            send(Long.toString(pid), signal);
        }
    }

    /** The processes that something has left, at this moment. */
    interface Left {
        List<Long> now() throws IOException;
    }

    /** Asks all of them to end, kills them after {@code grace}, and returns once none is left. */
    static void end(Left left, Duration grace, String of) throws IOException, InterruptedException {
        end(left, grace, PATIENCE, of);
    }

    static void end(Left left, Duration grace, Duration patience, String of) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Signal signal = Signal.TERM;
        for (List<Long> alive = left.now(); !alive.isEmpty(); alive = left.now()) {
            signalEach(alive, signal);
            for (int looks = 0; looks < 20 && !left.now().isEmpty(); looks++) {
                Thread.sleep(LOOK_MILLIS);
            }
            long waited = System.nanoTime() - begun;
            if (waited > patience.toNanos()) {
                throw new IOException("these processes of " + of + " cannot be ended: " + alive);
            }
            signal = waited > grace.toNanos() ? Signal.KILL : Signal.TERM;
        }
    }

    private static void send(String whom, Signal signal) throws InterruptedException {
        try {
            new ProcessBuilder("sh", "-c", "kill -s \"$1\" -- \"$2\"", "slipway", signal.name(), whom)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Identity parse(String line) {
        String[] words = line.strip().split(" ", -1);
        return new Identity(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]);
    }
}
