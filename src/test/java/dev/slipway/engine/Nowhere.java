package dev.slipway.engine;

import dev.slipway.base.Secret;
import dev.slipway.hands.Place;
import dev.slipway.hands.Processes;
import dev.slipway.hands.TrafficFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A world with one place and nothing else: no processes that are kept running, no fronts. */
final class Nowhere implements Processes {

    static Outside with(Place here) {
        return new Outside(here, new Nowhere(), front -> {
            throw new TrafficFailure("there is no " + front.driver() + " in this test");
        });
    }

    @Override
    public Starting start(Wanted wanted, List<Secret> secrets) {
        return new Starting.Refused("nothing is kept running in this test");
    }

    @Override
    public Starting again(Name name, List<Secret> secrets) {
        return new Starting.Refused("nothing is kept running in this test");
    }

    @Override
    public List<Seen> list() {
        return List.of();
    }

    @Override
    public Optional<Seen> find(Name name) {
        return Optional.empty();
    }

    @Override
    public void stop(Name name) {}

    @Override
    public void forget(Name name) {}

    @Override
    public void retire(Name name, Instant when) {}

    @Override
    public boolean recall(Name name) {
        return false;
    }

    @Override
    public List<String> tail(Name name, int lines) {
        return List.of();
    }

    @Override
    public int connections(Name name) {
        return 0;
    }
}
