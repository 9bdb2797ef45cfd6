package dev.slipway.engine;

import dev.slipway.hands.Place;

/** A place in front of another: does what that one does, save what is overridden. */
class PlaceInFront implements Place {
    private final Place inner;

    PlaceInFront(Place inner) {
        this.inner = inner;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public Beginning begin(Launch launch) throws InterruptedException {
        return inner.begin(launch);
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
        return inner.run(command);
    }

    @Override
    public Piping pipe(Command command) throws InterruptedException {
        return inner.pipe(command);
    }
}
