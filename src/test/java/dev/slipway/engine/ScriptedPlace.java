package dev.slipway.engine;

import dev.slipway.base.Data;
import dev.slipway.hands.Place;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A place without processes: what a step does is written in a {@link ScriptedWorld}, and is done at once. */
final class ScriptedPlace implements Place {
    /** On a line that writes outputs. */
    private static final Pattern OUTPUT = Pattern.compile("[\"']([a-z][a-z0-9_]*)=");

    private final ScriptedWorld world;
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<String, String> says;

    /** @param says what each step prints */
    ScriptedPlace(ScriptedWorld world, Map<String, String> says) {
        this.world = world;
        this.says = says;
    }

    @Override
    public String name() {
        return "here";
    }

    @Override
    public Beginning begin(Launch launch) {
        if (world.knows(launch.attempt())) {
            return new Beginning.Refused("it was begun before");
        }
        texts.put(launch.attempt().step(), launch.shell().text());
        world.run(launch.attempt());
        return new Beginning.Begun(new Ended(launch.attempt()));
    }

    @Override
    public Found find(AttemptName attempt, Capture capture) {
        if (!world.knows(attempt)) {
            world.never(attempt);
            return new Found.Never();
        }
        return world.status(attempt)
                .<Found>map(status -> status < 0 ? new Found.Never() : new Found.Ended(exit(attempt, status)))
                .orElseGet(() -> new Found.Gone("its supervisor is gone and left no exit status", List.of()));
    }

    @Override
    public void clear(AttemptName attempt) {
        if (!world.knows(attempt)) {
            world.never(attempt);
        }
    }

    @Override
    public void forget(String run) {
        // nothing is kept
    }

    /** What the test wants to hang does so until it is signalled. */
    private final class Ended implements Attempt {
        private final AttemptName name;
        private final CountDownLatch signalled = new CountDownLatch(1);

        Ended(AttemptName name) {
            this.name = name;
        }

        @Override
        public Optional<Exit> await(Duration atMost) throws InterruptedException {
            if (name.purpose().equals("forward") && world.hangs(name.step())) {
                return signalled.await(atMost.toMillis(), TimeUnit.MILLISECONDS)
                        ? Optional.of(exit(name, 143))
                        : Optional.empty();
            }
            return world.status(name).map(status -> exit(name, status));
        }

        @Override
        public void signal(Signal signal) {
            signalled.countDown();
        }
    }

    private Exit exit(AttemptName name, int status) {
        String text = says.getOrDefault(name.step(), "");
        Written stdout = new Written("logs/" + name, text.length(), text.length(), text);
        Written stderr = new Written("logs/" + name, 0, 0, "");
        return new Exit(Optional.of(status), stdout, stderr, outputs(name), Duration.ofMillis(20));
    }

    private Outputs outputs(AttemptName name) {
        Map<String, Data> values = new LinkedHashMap<>();
        texts.getOrDefault(name.step(), "")
                .lines()
                .filter(line -> line.contains("$SLIPWAY_OUTPUT"))
                .flatMap(line -> OUTPUT.matcher(line).results())
                .forEach(output -> values.put(output.group(1), Data.of(value(output.group(1)))));
        return new Outputs.Given(values);
    }

    /** One that fits what its name promises. */
    private static String value(String output) {
        return output.equals("url") ? "http://127.0.0.1:7" : "7";
    }

    /** Shells find every text in order. */
    @Override
    public Ran run(Command command) {
        return new Ran.Ended(0, "", "");
    }
}
