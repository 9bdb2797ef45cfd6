package dev.slipway.engine;

import dev.slipway.hands.Place;
import java.util.HashMap;
import java.util.Map;

/** A place whose processes inherit other variables: what a step inherits from Slipway itself cannot be set in a test. */
final class PlaceWith extends PlaceInFront {
    private final Map<String, String> inherited;

    PlaceWith(Map<String, String> inherited, Place inner) {
        super(inner);
        this.inherited = inherited;
    }

    @Override
    public Beginning begin(Launch launch) throws InterruptedException {
        return super.begin(new Launch(
                launch.attempt(),
                launch.shell(),
                launch.directory(),
                below(launch.environment()),
                launch.session(),
                launch.capture()));
    }

    @Override
    public Ran run(Command command) throws InterruptedException {
        return super.run(
                new Command(command.words(), command.directory(), below(command.environment()), command.deadline()));
    }

    private Environment below(Environment environment) {
        Map<String, String> plain = new HashMap<>(inherited);
        plain.putAll(environment.plain());
        return new Environment(plain, environment.secrets(), environment.dropped());
    }
}
