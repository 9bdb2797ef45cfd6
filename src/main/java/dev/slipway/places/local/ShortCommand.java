package dev.slipway.places.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.slipway.hands.Place.Command;
import dev.slipway.hands.Place.Ran;
import dev.slipway.hands.Place.Signal;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A command that an action waits for: a group of its own, a deadline, and a limit to what is kept of its output. */
final class ShortCommand {
    private static final int LIMIT = 1 << 20;
    /** From TERM to KILL. */
    private static final Duration GRACE = Duration.ofSeconds(2);
    /** For output that is still in the pipe; a process left in the background may hold it open for ever. */
    private static final Duration DRAIN = Duration.ofMillis(500);

    private ShortCommand() {}

    static Ran run(Command command, Path directory) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of("setsid"));
        words.addAll(command.words());
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        StepEnvironment.apply(command.environment(), builder.environment());
        String first = command.words().getFirst();
        if (!found(first, directory, builder.environment())) {
            return new Ran.NotFound(first);
        }
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Ran.Ended(126, "", e.getMessage() + "\n");
        }
        Reader out = Reader.of(process.getInputStream());
        Reader err = Reader.of(process.getErrorStream());
        try {
            if (!process.waitFor(command.deadline().toNanos(), NANOSECONDS)) {
                end(process);
                return new Ran.TooLong(command.deadline());
            }
        } catch (InterruptedException e) {
            Proc.signalGroup(process.pid(), Signal.KILL);
            throw e;
        }
        return new Ran.Ended(process.exitValue(), out.text(), err.text());
    }

    private static void end(Process process) throws InterruptedException {
        Proc.signalGroup(process.pid(), Signal.TERM);
        process.waitFor(GRACE.toNanos(), NANOSECONDS);
        Proc.signalGroup(process.pid(), Signal.KILL);
        process.waitFor();
    }

    static boolean found(String word, Path directory, Map<String, String> environment) {
        if (word.contains("/")) {
            return Files.isExecutable(directory.resolve(word));
        }
        for (String folder : environment.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            Path file = directory.resolve(folder).resolve(word);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return true;
            }
        }
        return false;
    }

    /** Reads one pipe in a thread of its own, so that neither can fill and block the command. */
    private static final class Reader implements Runnable {
        private final InputStream in;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Thread thread;
        private long missing;

        private Reader(InputStream in) {
            this.in = in;
            this.thread = Thread.ofVirtual().unstarted(this);
        }

        static Reader of(InputStream in) {
            Reader reader = new Reader(in);
            reader.thread.start();
            return reader;
        }

        @Override
        public void run() {
            byte[] buffer = new byte[8192];
            try {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    keep(buffer, read);
                }
            } catch (IOException e) {
                return; // the process is gone and its pipe with it
            }
        }

        private synchronized void keep(byte[] buffer, int length) {
            int now = Math.min(length, LIMIT - kept.size());
            kept.write(buffer, 0, now);
            missing += length - now;
        }

        String text() throws InterruptedException {
            thread.join(DRAIN);
            synchronized (this) {
                String text = kept.toString(UTF_8);
                return missing == 0 ? text : text + String.format(Locale.ROOT, "%n… %,d bytes not kept …%n", missing);
            }
        }
    }
}
