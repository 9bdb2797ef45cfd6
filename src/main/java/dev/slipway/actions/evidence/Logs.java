package dev.slipway.actions.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Program;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Logs, line by line with their times.
 *
 * @param from what is older does not matter
 */
record Logs(Site site, Instant from) {
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final String MOST = String.valueOf(256L * 1024 * 1024);

    /** What is longer is cut: a pattern must not go through megabytes of one line. */
    private static final int LONGEST = 4096;

    interface Listener {
        void line(Instant at, String line);
    }

    void container(String name, Listener listener) throws Refusal, IOException, InterruptedException {
        Program docker = new Program(site, DEADLINE, "docker");
        String created = docker.said("container", "inspect", "--format", "{{.Created}}", "--", name)
                .strip();
        if (instant(created).isAfter(from)) {
            site.say(name + " was made at " + created + ": it has no lines of all the time before");
        }
        String script = "exec docker container logs --timestamps --since \"$1\" -- \"$2\" 2>&1";
        read(List.of("sh", "-euc", script, "slipway", from.toString(), name), line -> {
            int space = line.indexOf(' ');
            if (space > 0) {
                listener.line(instant(line.substring(0, space)), line.substring(space + 1));
            }
        });
    }

    /** The engine's own form, and nothing else stands there. */
    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return Instant.MAX;
        }
    }

    void file(String file, Listener listener) throws Refusal, IOException, InterruptedException {
        String offset = new Program(site, DEADLINE, "date").said("+%z").strip();
        LineTime times = new LineTime(zone(offset));
        Last last = new Last();
        read(List.of("tail", "-c", MOST, "--", file), line -> {
            Optional<Instant> own = times.of(line);
            last.lines++;
            if (own.isPresent()) {
                last.at = own;
            }
            if (last.at.isPresent() && !last.at.get().isBefore(from)) {
                listener.line(last.at.get(), line);
            }
        });
        if (last.lines > 0 && last.at.isEmpty()) {
            throw new Refusal("no line of " + file + " bears a time, so that nobody can say what is new in it");
        }
    }

    private static ZoneOffset zone(String offset) throws Refusal {
        try {
            return ZoneOffset.of(offset);
        } catch (DateTimeException e) {
            throw new Refusal("the zone of the step's place cannot be told: date says '" + offset + "'", e);
        }
    }

    private static final class Last {
        private Optional<Instant> at = Optional.empty();
        private long lines;
    }

    private interface Lines {
        void line(String text);
    }

    private void read(List<String> words, Lines lines) throws Refusal, IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-k", "5", String.valueOf(DEADLINE.toSeconds())));
        all.addAll(words);
        try (Pipe pipe = new Program(site, DEADLINE, "timeout").open(all)) {
            BufferedReader reader = new BufferedReader(new InputStreamReader(pipe.out(), UTF_8));
            StringBuilder line = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '\n') {
                    lines.line(line.toString());
                    line.setLength(0);
                } else if (line.length() < LONGEST) {
                    line.append((char) c);
                }
            }
            if (!line.isEmpty()) {
                lines.line(line.toString());
            }
            if (pipe.end(DEADLINE) instanceof Place.Ran.Ended ended && ended.status() != 0) {
                throw new Refusal(words.getFirst() + " says: " + Program.complaint(ended));
            }
        } catch (InterruptedIOException stopped) {
            throw (InterruptedException) new InterruptedException("stopped").initCause(stopped);
        }
    }
}
