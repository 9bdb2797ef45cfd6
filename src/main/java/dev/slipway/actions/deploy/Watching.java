package dev.slipway.actions.deploy;

import static dev.slipway.hands.Demand.percent;

import dev.slipway.actions.deploy.DeployProcess.Version;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Site;
import dev.slipway.hands.Traffic;
import dev.slipway.route.Counts;
import dev.slipway.route.PoolId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Watches a version at one share. No data is never a pass: too few requests keep the step waiting, and fail it in the end. */
record Watching(Version version, Site site, Traffic traffic) {
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration TOLD = Duration.ofSeconds(10);

    /** Why the release is to be taken back; empty when the time is over and nothing speaks against it. */
    Optional<String> watch(PoolId pool, Stage stage) throws InterruptedException {
        List<Trigger> triggers = version.triggers();
        long fewest = triggers.isEmpty() ? 0 : version.judge().requests();
        Instant began = site.now();
        Instant told = began;
        Counts from = traffic.observe(pool).orElse(Counts.NONE);
        while (true) {
            Counts now = traffic.observe(pool).orElse(Counts.NONE);
            Optional<Counts> since = now.since(from);
            if (since.isEmpty()) {
                // The proxy began to count anew: what came before is no evidence any more.
                from = now;
            }
            Counts window = since.orElse(now);
            if (since.isPresent() && window.requests() >= fewest) {
                for (Trigger trigger : triggers) {
                    Optional<String> fired = trigger.firedBy(window);
                    if (fired.isPresent()) {
                        return Optional.of(pool + " at " + percent(stage.permille()) + ": " + fired.get());
                    }
                }
            }
            Duration passed = Duration.between(began, site.now());
            boolean enough = window.requests() >= fewest && since.isPresent();
            if (passed.compareTo(stage.time()) >= 0 && enough) {
                site.say(said(pool, stage, window));
                return Optional.empty();
            }
            if (passed.compareTo(stage.time().plus(version.judge().within())) >= 0) {
                return Optional.of("only " + window.requests() + " requests came to " + pool + " in "
                        + Patience.said(passed) + ", and " + fewest + " are needed to judge it");
            }
            if (Duration.between(told, site.now()).compareTo(TOLD) >= 0) {
                told = site.now();
                site.say(said(pool, stage, window));
            }
            site.pause(EVERY);
        }
    }

    private static String said(PoolId pool, Stage stage, Counts window) {
        return pool + " at " + percent(stage.permille()) + ": " + window.requests() + " requests, "
                + Trigger.said(Trigger.rate(window)) + " failed";
    }
}
