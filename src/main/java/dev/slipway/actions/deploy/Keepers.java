package dev.slipway.actions.deploy;

import dev.slipway.hands.Place;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Name;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Engines stop nothing at a later time. For each old container that goes on without requests a process of Slipway waits, which
 * stops it when it is ended itself: so it retires, is called back and is listed by {@code slipway ps} as a process is.
 */
record Keepers(Site site, String project) {
    private static final String SCRIPT = """
            trap 'docker stop "$1" >/dev/null 2>&1; exit 0' TERM
            while :; do sleep 86400 & wait "$!" || :; done
            """;

    /** As long as a container may take to end. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private Name keeper(Name name) {
        String service = (project + "-" + name.service()).replaceAll("^(.{63}).+", "$1");
        return new Name(service, name.version(), name.number());
    }

    private Optional<Seen> find(Name name) {
        return site.processes().find(keeper(name)).filter(Seen::kept);
    }

    Optional<Instant> retiring(Name name) {
        return find(name).flatMap(Seen::retiring);
    }

    void retire(Name name, String container, Instant when) throws InterruptedException {
        Place.Environment environment = site.environment();
        Processes.Starting starting = site.processes()
                .start(
                        new Processes.Wanted(
                                keeper(name),
                                List.of("bash", "-c", SCRIPT, "slipway", container),
                                Optional.empty(),
                                environment.plain(),
                                0,
                                GRACE,
                                new Processes.Origin(site.origin(), Deploying.environment(site))),
                        List.of());
        switch (starting) {
            case Processes.Starting.Running(Seen seen) -> site.processes().retire(seen.name(), when);
            case Processes.Starting.Refused(String why) -> site.say(name + " is not ended by itself: " + why);
        }
    }

    void recall(Name name) throws InterruptedException {
        if (find(name).isPresent()) {
            site.processes().recall(keeper(name));
        }
    }

    /** Nobody has to wait for it any more. */
    void release(Name name) throws InterruptedException {
        if (site.processes().find(keeper(name)).isPresent()) {
            site.processes().forget(keeper(name));
        }
    }
}
