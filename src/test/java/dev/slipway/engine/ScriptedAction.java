package dev.slipway.engine;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.ActionList;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Parameters;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real action as far as plans see it; what it does is written in a {@link ScriptedWorld}. */
record ScriptedAction<P extends Record>(Action<P> real, ScriptedWorld world) implements Action<P> {

    static ActionList all(ActionList actions, ScriptedWorld world) {
        return new ActionList(actions.actions().stream()
                .<Action<?>>map(action -> new ScriptedAction<>(action, world))
                .toList());
    }

    @Override
    public Outcome perform(P parameters, Site site) throws InterruptedException {
        String step = step(site);
        Outcome outcome = outcome(world.perform(step, false));
        while (world.hangs(step)) {
            Thread.sleep(Duration.ofHours(1));
        }
        return outcome;
    }

    @Override
    public Outcome undo(P parameters, Site site) {
        return outcome(world.perform(step(site), true));
    }

    @Override
    public Sighting look(P parameters, Site site) {
        return world.there(step(site)) ? new Sighting.Applied(Map.of()) : new Sighting.Absent();
    }

    private static Outcome outcome(boolean done) {
        return done ? Outcome.Succeeded.plainly() : new Outcome.Failed("it failed, as the test wanted");
    }

    private static String step(Site site) {
        return ((ActionSite) site).step().id().value();
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public int version() {
        return real.version();
    }

    @Override
    public String summary() {
        return real.summary();
    }

    @Override
    public String example() {
        return real.example();
    }

    @Override
    public Parameters<P> parameters() {
        @SuppressWarnings("unchecked")
        Parameters<P> parameters = (Parameters<P>) real.parameters();
        return parameters;
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        return real.variables(parameters);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        return real.preview(parameters);
    }

    @Override
    public Optional<String> undoPreview(Data.Mapping parameters) {
        return real.undoPreview(parameters);
    }

    @Override
    public boolean held() {
        return real.held();
    }

    @Override
    public Optional<String> releases() {
        return real.releases();
    }

    @Override
    public boolean repeatable() {
        return real.repeatable();
    }
}
