package dev.slipway.engine;

import dev.slipway.hands.Place;
import java.util.HashMap;
import java.util.Map;

/** A place whose processes inherit other variables than this one's: what a step inherits from Slipway cannot be set in a test. */
record PlaceWith(Map<String, String> inherited, Place inner) implements Place {

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public Beginning begin(Launch launch) throws InterruptedException {
        return inner.begin(new Launch(
                launch.attempt(),
                launch.shell(),
                launch.directory(),
                below(launch.environment()),
                launch.session(),
                launch.capture()));
    }

    private Environment below(Environment environment) {
        Map<String, String> plain = new HashMap<>(inherited);
        plain.putAll(environment.plain());
        return new Environment(plain, environment.secrets(), environment.dropped());
    }

    @Override
    public Found find(AttemptName attempt, Capture capture) throws InterruptedException {
        return inner.find(attempt, capture);
    }

    @Override
    public void clear(AttemptName attempt) throws InterruptedException {
        inner.clear(attempt);
    }

    @Override
    public void forget(String run) {
        inner.forget(run);
    }

    @Override
    public Ran run(Command command) throws InterruptedException {
        return inner.run(new Command(
                command.words(), command.directory(), below(command.environment()), command.deadline()));
    }
}
