package dev.slipway.places.container;

import dev.slipway.hands.Place.Environment;
import dev.slipway.hands.Place.Ran;
import dev.slipway.hands.Place.Signal;
import dev.slipway.places.container.Docker.Said;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is asked of the processes in one container, by a shell in there. */
record Inside(Docker docker, Optional<String> user) {
    /** From TERM to KILL for what a given-up attempt left behind. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** Not even KILL ends a process that waits for a broken disk; nor can an engine be asked that is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long LOOK_MILLIS = 20;

    enum Reach {
        SESSION,
        ALL
    }

    /** {@code docker exec} of these words, without input. */
    List<String> exec(String container, List<String> options, List<String> words) {
        List<String> all = new ArrayList<>(List.of("docker", "exec"));
        user.ifPresent(who -> all.addAll(List.of("--user", who)));
        all.addAll(options);
        all.add(container);
        all.addAll(words);
        return all;
    }

    Ran sh(String container, String script, String... arguments) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", script, "slipway"));
        words.addAll(List.of(arguments));
        return docker.at()
                .run(new dev.slipway.hands.Place.Command(
                        exec(container, List.of(), words),
                        Optional.empty(),
                        new Environment(Map.of(), List.of(), List.of()),
                        PATIENCE));
    }

    /** Sends it, and tells to whom; empty when nobody in the container could be asked. */
    Optional<List<Long>> signal(Pin pin, Reach reach, String signal) throws InterruptedException {
        String word = switch (reach) {
            case SESSION -> "session";
            case ALL -> "all";
        };
        Ran ran =
                sh(pin.id(), Texts.SWEEP, word, signal, pin.mark(), pin.folder().isEmpty() ? "" : pin.prefix());
        return ran instanceof Ran.Ended(int status, String stdout, String _) && status == 0
                ? Optional.of(numbers(stdout))
                : Optional.empty();
    }

    Optional<List<Long>> signal(Pin pin, Signal signal) throws InterruptedException {
        return signal(pin, Reach.SESSION, signal.name());
    }

    private static List<Long> numbers(String text) {
        List<Long> all = new ArrayList<>();
        for (String word : text.strip().split("\\s+", -1)) {
            if (word.matches("\\d{1,18}")) {
                all.add(Long.valueOf(word));
            }
        }
        return all;
    }

    /** Those that still run; none where the container is gone or has stopped. */
    List<Long> alive(Pin pin) throws InterruptedException {
        return signal(pin, Reach.ALL, "0").orElseGet(List::of);
    }

    /** Ends all of an attempt, and keeps it from beginning. A container that does not run has nothing to be ended. */
    void end(Pin pin) throws InterruptedException, IOException {
        long begun = System.nanoTime();
        while (true) {
            long waited = System.nanoTime() - begun;
            Optional<List<Long>> left = signal(pin, Reach.ALL, waited > GRACE.toNanos() ? "KILL" : "TERM");
            if (left.isEmpty() ? isOver(pin) : left.get().isEmpty()) {
                return;
            }
            if (waited > PATIENCE.toNanos()) {
                throw new IOException(left.<String>map(pids -> "these processes of " + pin.mark() + " in the container "
                                + pin.name() + " cannot be ended: " + pids)
                        .orElse("nobody could be asked what still runs in the container " + pin.name()));
            }
            for (int looks = 0; looks < 5 && !alive(pin).isEmpty(); looks++) {
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }

    /** Of a container in which nobody can be asked. */
    private boolean isOver(Pin pin) throws InterruptedException {
        Said said = docker.ask("inspect", "--type", "container", "--format", "{{json .State.Running}}", pin.id());
        return switch (said) {
            case Said.Well(String stdout) -> stdout.strip().equals("false");
            case Said.Wrong wrong -> Docker.missing(wrong);
        };
    }

    /** At once, for what a stopped or impatient action leaves. */
    void kill(String container, String mark) throws InterruptedException {
        Pin pin = new Pin(container, container, "", "", mark);
        for (int tries = 0; tries < 20; tries++) {
            Optional<List<Long>> hit = signal(pin, Reach.ALL, "KILL");
            if (hit.isEmpty() || hit.get().isEmpty()) {
                return;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
