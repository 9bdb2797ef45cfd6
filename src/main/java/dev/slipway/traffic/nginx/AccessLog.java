package dev.slipway.traffic.nginx;

import dev.slipway.hands.TrafficFailure;
import dev.slipway.route.Buckets;
import dev.slipway.route.Counts;
import dev.slipway.route.Counts.Answered;
import dev.slipway.route.PoolId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts what nginx writes of each request, from where it was read last; goes on in the next file when it was rotated. */
final class AccessLog {

    /** The numbers of one version. */
    private static final class Tally {
        private final long[] classes = new long[5];
        private final long[] times = new long[Buckets.COUNT];
        private long unreachable;
        private long broken;
        private long aborted;
    }

    private final Path file;
    private final Map<String, Tally> tallies = new HashMap<>();
    private @Nullable Object key;
    private long read;

    AccessLog(Path file) {
        this.file = file;
    }

    /** @param inFlight what is known of it otherwise */
    synchronized Counts counts(PoolId pool, long inFlight) {
        try {
            catchUp();
        } catch (NoSuchFileException e) {
            throw new TrafficFailure(
                    "nginx writes no " + file.getFileName() + " there: name " + file
                            + " as access_log, as docs/nginx.md shows, and reload nginx.",
                    e);
        } catch (IOException e) {
            throw new TrafficFailure("What nginx counted cannot be read from " + file + ": " + e.getMessage() + ".", e);
        }
        Tally tally = tallies.getOrDefault(pool.value(), new Tally());
        Answered answered =
                new Answered(tally.classes[0], tally.classes[1], tally.classes[2], tally.classes[3], tally.classes[4]);
        return new Counts(
                answered,
                tally.unreachable,
                tally.broken,
                tally.aborted,
                Optional.of(Buckets.of(tally.times)),
                inFlight,
                0);
    }

    private void catchUp() throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        if (key != null && !key.equals(now.fileKey())) {
            Optional<Path> renamed = renamed(key);
            if (renamed.isPresent()) {
                count(renamed.get());
            }
            read = 0;
        } else if (now.size() < read) {
            read = 0;
        }
        key = now.fileKey();
        count(file);
    }

    private Optional<Path> renamed(Object before) throws IOException {
        try (Stream<Path> others =
                Files.list(Objects.requireNonNull(file.toAbsolutePath().getParent()))) {
            List<Path> files = others.filter(Files::isRegularFile).toList();
            for (Path other : files) {
                if (before.equals(
                        Files.readAttributes(other, BasicFileAttributes.class).fileKey())) {
                    return Optional.of(other);
                }
            }
            return Optional.empty();
        }
    }

    /** Whole lines only: the last one may still be written. */
    private void count(Path from) throws IOException {
        try (FileChannel channel = FileChannel.open(from, StandardOpenOption.READ)) {
            channel.position(read);
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
            java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '\n') {
                    read += line.size() + 1;
                    count(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else {
                    line.write(c);
                }
            }
        }
    }

    /** {@code pool status upstream-status connect header response completion}, in docs/nginx.md. */
    private void count(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 7 || words[0].equals("-")) {
            return;
        }
        Tally tally = tallies.computeIfAbsent(words[0], _ -> new Tally());
        boolean connected = !words[3].equals("-");
        boolean headed = !words[4].equals("-");
        if (words[1].equals("499") || (headed && !words[6].equals("OK"))) {
            tally.aborted++;
        } else if (headed && words[2].matches("[1-5][0-9][0-9]")) {
            tally.classes[words[2].charAt(0) - '1']++;
            tally.times[Buckets.index(micros(words[5]))]++;
        } else if (connected) {
            tally.broken++;
        } else {
            tally.unreachable++;
        }
    }

    /** {@code 0.041} */
    private static long micros(String seconds) {
        return seconds.matches("[0-9]{1,9}\\.[0-9]{3}") ? Long.parseLong(seconds.replace(".", "")) * 1_000 : 0;
    }
}
