package dev.slipway.actions.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.base.Secret;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Site;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that makes load at the step's place. It does not hear that Slipway was killed, so that its latest end is written
 * down before it begins, and kept by {@code timeout}: whoever makes the load anew waits for that.
 */
record Programmed(Program program, Load load, Site site) {
    /** For its start, and for what it sums up in the end. */
    private static final Duration BESIDES = Duration.ofSeconds(10);
    /** From being asked to end to being killed. */
    private static final Duration KILLED = Duration.ofSeconds(5);

    private static final int NOT_IN_TIME = 124;
    private static final int NOT_FOUND = 127;

    /** Why there are no counts, one sentence without a full stop. */
    static final class NotMade extends Exception {
        private static final long serialVersionUID = 1;

        NotMade(String why) {
            super(why);
        }
    }

    Counts run() throws NotMade, InterruptedException {
        waitForTheOneBefore();
        // Twice, since programs that ask in turn take longer where answers come slowly.
        Duration most = load.duration().multipliedBy(2).plus(load.patience()).plus(BESIDES);
        site.remember(site.now().plus(most).plus(KILLED).plusSeconds(1).toString());
        try {
            return switch (site.place().pipe(command(most))) {
                case Place.Piping.Open(Pipe pipe) -> counts(pipe, most);
                case Place.Piping.NotFound(String word) -> throw new NotMade(lacking(word));
                case Place.Piping.Refused(String why) -> throw new NotMade(why);
            };
        } finally {
            site.remember("");
        }
    }

    private void waitForTheOneBefore() throws InterruptedException {
        Optional<Instant> until = site.recall().filter(text -> !text.isEmpty()).map(Instant::parse);
        if (until.isPresent() && site.now().isBefore(until.get())) {
            Duration left = Duration.between(site.now(), until.get());
            site.say("Slipway was ended while " + program.name()
                    + " made load, and what it began may still be under way: waiting " + Patience.said(left));
            site.pause(left);
        }
    }

    private Place.Command command(Duration most) {
        List<String> words = new ArrayList<>(List.of("timeout", "-k", Program.seconds(KILLED), Program.seconds(most)));
        words.addAll(program.words(load));
        return new Place.Command(words, site.directory(), withoutSecrets(), most.plus(BESIDES));
    }

    /** It needs none: headers are filled in before. */
    private Place.Environment withoutSecrets() {
        Map<String, String> plain = new HashMap<>(site.environment().plain());
        plain.put("LC_ALL", "C");
        List<String> dropped = Stream.of(
                        site.environment().dropped().stream(),
                        site.environment().secrets().stream().map(Secret::name),
                        program.unset().stream())
                .flatMap(names -> names)
                .toList();
        return new Place.Environment(plain, List.of(), dropped);
    }

    private Counts counts(Pipe open, Duration most) throws NotMade, InterruptedException {
        try (Pipe pipe = open) {
            try (OutputStream in = pipe.in()) {
                in.write(program.input(load).getBytes(UTF_8));
            } catch (IOException _) {
                // It ended without reading: its exit status says why.
            }
            Program.Reading reading = program.reading(load);
            BufferedReader out = new BufferedReader(new InputStreamReader(pipe.out(), UTF_8));
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                reading.line(line);
            }
            return counts(reading, pipe.end(BESIDES), most);
        } catch (InterruptedIOException _) {
            // The exception says it from here on.
            boolean _ = Thread.interrupted();
            throw new InterruptedException();
        } catch (IOException e) {
            throw new NotMade("what " + program.name() + " printed could not be read");
        }
    }

    private Counts counts(Program.Reading reading, Place.Ran ran, Duration most) throws NotMade {
        if (!(ran instanceof Place.Ran.Ended(int status, String _, String errors)) || status == NOT_IN_TIME) {
            throw new NotMade(program.name() + " did not end within " + Patience.said(most)
                    + ": it waits for answers, and they take too long for its rate and connections");
        }
        if (status == NOT_FOUND) {
            throw new NotMade(lacking(program.name()));
        }
        if (status != 0) {
            throw new NotMade(program.name() + " ended with exit status " + status + last(errors));
        }
        try {
            return reading.counts(errors);
        } catch (IllegalArgumentException strange) {
            throw new NotMade(strange.getMessage() + ": this version of it is not known here");
        }
    }

    private String lacking(String word) {
        return "there is no " + word + " at " + site.place().name() + ": install it, or leave 'tool' out";
    }

    private static String last(String errors) {
        return errors.lines()
                .filter(line -> !line.isBlank())
                .reduce((_, later) -> later)
                .map(line -> ": " + line.strip())
                .orElse("");
    }
}
