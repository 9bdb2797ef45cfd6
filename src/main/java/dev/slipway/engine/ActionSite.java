package dev.slipway.engine;

import dev.slipway.base.Data;
import dev.slipway.hands.Place;
import dev.slipway.hands.Site;
import dev.slipway.plan.PlannedStep;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What an action sees of its run: enough to work, nothing to decide by. */
record ActionSite(Gear gear, Run run, PlannedStep step, Place place, Consumer<String> notes) implements Site {

    @Override
    public Place.Environment environment() {
        return gear.environment(run);
    }

    @Override
    public Optional<String> directory() {
        return Optional.empty();
    }

    @Override
    public Instant now() {
        return gear.now();
    }

    @Override
    public Instant begun() {
        return run.progress(step.id()) instanceof Progress.Underway underway ? underway.first() : gear.now();
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    @Override
    public void say(String line) {
        gear.say(step.id(), line);
    }

    @Override
    public Map<String, Data> roots() {
        return run.roots();
    }

    @Override
    public void note(String text) {
        notes.accept(gear.masked(text));
    }
}
