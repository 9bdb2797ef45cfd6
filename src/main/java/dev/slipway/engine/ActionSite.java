package dev.slipway.engine;

import dev.slipway.base.Data;
import dev.slipway.hands.Place;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Site;
import dev.slipway.hands.Traffic;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import dev.slipway.report.Drawing;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What an action sees of its run: enough to work, nothing to decide by. */
record ActionSite(Gear gear, Run run, PlannedStep step, Outside outside, Place place, Consumer<String> notes)
        implements Site {

    @Override
    public Place.Environment environment() {
        return gear.environment(run);
    }

    @Override
    public Place.Capture capture(Place.OutputListener listener) {
        return gear.capture(step, listener);
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
        gear.say(run, step, line);
    }

    @Override
    public void show(Supplier<Drawing> drawing) {
        gear.show(step, drawing);
    }

    @Override
    public Map<String, Data> roots() {
        return run.roots();
    }

    @Override
    public void note(String text) {
        notes.accept(text);
    }

    @Override
    public String origin() {
        return run.id() + "/" + step.id();
    }

    @Override
    public Front front(String name) {
        Plan.Front declared = Optional.ofNullable(
                        run.plan().surroundings().fronts().get(name))
                .orElseThrow(() -> new TrafficFailure("the plan of this run has no front '" + name + "'"));
        Traffic traffic = outside.fronts().traffic(declared);
        return new Front(name, traffic, declared.setting("url").map(URI::create));
    }

    @Override
    public Depot depot(String name) {
        Plan.Depot declared = Optional.ofNullable(
                        run.plan().surroundings().depots().get(name))
                .orElseThrow(() -> new IllegalStateException("the plan of this run has no store '" + name + "'"));
        return new Depot(name, outside.depots().blobs(name, declared, environment()), declared.recipients());
    }

    @Override
    public Processes processes() {
        return outside.processes();
    }

    @Override
    public Optional<String> recall() {
        return gear.recollection(run, step).recall();
    }

    @Override
    public void remember(String text) {
        gear.recollection(run, step).remember(text);
    }

    @Override
    public List<String> diary() {
        return gear.diary(run, step).lines();
    }

    @Override
    public void enter(Data.Mapping line) {
        gear.diary(run, step).enter(gear.veil().over(line).json());
    }

    @Override
    public Site.Exhibit exhibit(String name) throws IOException {
        return gear.exhibit(run, step, name);
    }
}
