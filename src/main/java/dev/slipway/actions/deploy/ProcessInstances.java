package dev.slipway.actions.deploy;

import dev.slipway.hands.Place;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Name;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.Site;
import dev.slipway.route.Endpoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Processes of this machine, each under a supervisor that survives Slipway. */
record ProcessInstances(Version version, Site site) implements Instances {

    private Processes processes() {
        return site.processes();
    }

    @Override
    public List<Instance> list() {
        return processes().list().stream()
                .filter(seen -> seen.name().service().equals(version.name()))
                .map(ProcessInstances::instance)
                .toList();
    }

    @Override
    public Optional<Instance> find(Name name) {
        return processes().find(name).map(ProcessInstances::instance);
    }

    static Instance instance(Seen seen) {
        return new Instance(
                seen.name(),
                Optional.of(Endpoint.local(seen.port())),
                seen.state(),
                seen.since(),
                seen.restarts(),
                seen.last(),
                seen.retiring(),
                seen.origin());
    }

    @Override
    public Starting start(Name name) throws InterruptedException {
        Place.Environment environment = site.environment();
        return starting(processes().start(wanted(name, environment), environment.secrets()));
    }

    @Override
    public Starting again(Name name) throws InterruptedException {
        return starting(processes().again(name, site.environment().secrets()));
    }

    private static Starting starting(Processes.Starting starting) {
        return switch (starting) {
            case Processes.Starting.Running(Seen seen) -> new Starting.Running(instance(seen));
            case Processes.Starting.Refused(String why) -> new Starting.Refused(why);
        };
    }

    private Processes.Wanted wanted(Name name, Place.Environment environment) {
        Map<String, String> plain = new HashMap<>(environment.plain());
        plain.putAll(version.env());
        return new Processes.Wanted(
                name,
                version.words(),
                version.directory(),
                plain,
                version.port().orElse(0),
                version.grace(),
                new Processes.Origin(site.origin(), Deploying.environment(site)));
    }

    @Override
    public void stop(Name name) throws InterruptedException {
        processes().stop(name);
    }

    @Override
    public void forget(Name name) throws InterruptedException {
        processes().forget(name);
    }

    @Override
    public void retire(Name name, Instant when) {
        processes().retire(name, when);
    }

    @Override
    public void recall(Name name) throws InterruptedException {
        processes().recall(name);
    }

    @Override
    public List<String> tail(Name name, int lines) {
        return processes().tail(name, lines);
    }

    @Override
    public int connections(Name name) {
        return processes().connections(name);
    }

    /** Its own answer is all there is. */
    @Override
    public Optional<String> unready(Instance instance) {
        return Optional.empty();
    }

    /** As many as a folder of releases has. */
    @Override
    public int remembered() {
        return 3;
    }

    @Override
    public String noun() {
        return "process";
    }
}
