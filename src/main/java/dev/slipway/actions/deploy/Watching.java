package dev.slipway.actions.deploy;

import static dev.slipway.hands.Demand.percent;

import dev.slipway.actions.deploy.DeployProcess.Version;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Site;
import dev.slipway.hands.Traffic;
import dev.slipway.route.Counts;
import dev.slipway.route.PoolId;
import dev.slipway.route.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Watches a version at one share. No data is never a pass: too few requests keep the step waiting, and fail it in the end. */
record Watching(Version version, Site site, Traffic traffic) {
    private static final Duration EVERY = Duration.ofMillis(250);
    /** What is seen is said soon, and then less and less often. */
    private static final Duration FIRST_SAID = Duration.ofSeconds(2);

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    /** What one version was asked since its share is watched. */
    private static final class Window {
        private final PoolId pool;
        private Counts from;
        private Counts seen = Counts.NONE;

        Window(PoolId pool, Traffic traffic) throws InterruptedException {
            this.pool = pool;
            this.from = traffic.observe(pool).orElse(Counts.NONE);
        }

        Counts look(Traffic traffic) throws InterruptedException {
            Counts now = traffic.observe(pool).orElse(Counts.NONE);
            Optional<Counts> since = now.since(from);
            if (since.isEmpty()) {
                // The proxy began to count anew: what came before is no evidence any more.
                from = Counts.NONE;
            }
            seen = since.orElse(now);
            return seen;
        }

        /** {@code v2: 0.2 % of 412 failed}. */
        @Override
        public String toString() {
            return pool + ": " + Trigger.said(Trigger.rate(seen)) + " of " + seen.requests() + " failed";
        }
    }

    /** Why the release is to be taken back; empty when the time is over and nothing speaks against it. */
    Optional<String> watch(Goal goal, Stage stage) throws InterruptedException {
        List<Trigger> triggers = version.triggers();
        long fewest = triggers.isEmpty() ? 0 : version.judge().requests();
        Instant began = site.now();
        Window mine = new Window(goal.pool(), traffic);
        Optional<Window> theirs = stage.permille() == Share.WHOLE ? Optional.empty() : rival(goal);
        Duration silence = FIRST_SAID;
        Duration said = Duration.ZERO;
        while (true) {
            Counts counts = mine.look(traffic);
            Duration passed = Duration.between(began, site.now());
            Optional<String> fired = counts.requests() < fewest ? Optional.empty() : fired(triggers, counts);
            if (fired.isPresent()) {
                return Optional.of(goal.pool() + " at " + percent(stage.permille()) + ": " + fired.get()
                        + beside(theirs, " (", ")"));
            }
            if (passed.compareTo(stage.time()) >= 0 && counts.requests() >= fewest) {
                site.say(picture(mine, theirs, stage));
                return Optional.empty();
            }
            if (passed.compareTo(stage.time().plus(version.judge().within())) >= 0) {
                return Optional.of("only " + counts.requests() + " requests came to " + goal.pool() + " in "
                        + Patience.said(passed) + ", and " + fewest + " are needed to judge it");
            }
            if (passed.minus(said).compareTo(silence) >= 0) {
                site.say(picture(mine, theirs, stage));
                said = passed;
                silence = silence.multipliedBy(2).compareTo(LONGEST_SILENCE) < 0
                        ? silence.multipliedBy(2)
                        : LONGEST_SILENCE;
            }
            site.pause(EVERY);
        }
    }

    private Optional<Window> rival(Goal goal) throws InterruptedException {
        return goal.rival().isEmpty()
                ? Optional.empty()
                : Optional.of(new Window(goal.rival().get(), traffic));
    }

    private static Optional<String> fired(List<Trigger> triggers, Counts counts) {
        return triggers.stream()
                .flatMap(trigger -> trigger.firedBy(counts).stream())
                .findFirst();
    }

    /** {@code 20 % v2: 0.2 % of 412 failed · 80 % v1: 0.1 % of 1634 failed}. */
    private String picture(Window mine, Optional<Window> theirs, Stage stage) throws InterruptedException {
        return percent(stage.permille()) + " " + mine
                + beside(theirs, " · " + percent(Share.WHOLE - stage.permille()) + " ", "");
    }

    private String beside(Optional<Window> theirs, String before, String after) throws InterruptedException {
        if (theirs.isEmpty()) {
            return "";
        }
        theirs.get().look(traffic);
        return before + theirs.get() + after;
    }
}
