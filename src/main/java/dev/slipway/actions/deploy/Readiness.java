package dev.slipway.actions.deploy;

import dev.slipway.hands.Ask.Question;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.Processes.State;
import dev.slipway.hands.Site;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Waits until instances answer: three times in a row, so that one lucky answer is not enough. */
record Readiness(Ready ready, Site site, Visitor visitor) {
    private static final int IN_A_ROW = 3;
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final int LAST_WORDS = 5;

    static URI base(Seen seen) {
        return URI.create("http://127.0.0.1:" + seen.port());
    }

    /** Why one of them is not ready, or empty when all are. */
    Optional<String> await(List<Seen> instances) throws InterruptedException {
        Instant began = site.now();
        for (Seen instance : instances) {
            Optional<String> failure = await(instance, began);
            if (failure.isPresent()) {
                return failure;
            }
        }
        site.say(instances.stream().map(seen -> seen.name().toString()).collect(Collectors.joining(", "))
                + (instances.size() == 1 ? " is ready after " : " are ready after ")
                + Patience.said(Duration.between(began, site.now())));
        return Optional.empty();
    }

    private Optional<String> await(Seen instance, Instant began) throws InterruptedException {
        int row = 0;
        while (row < IN_A_ROW) {
            Optional<String> dead = dead(instance, began);
            if (dead.isPresent()) {
                return dead;
            }
            Question question = Question.get(Visitor.uri(base(instance), ready.path()));
            Optional<String> wrong = visitor.unlessOneOf(ready.status(), question);
            row = wrong.isEmpty() ? row + 1 : 0;
            if (wrong.isPresent() && Duration.between(began, site.now()).compareTo(ready.within()) >= 0) {
                lastWords(instance);
                return Optional.of(instance.name() + " was not ready within " + Patience.said(ready.within()) + ": "
                        + wrong.get() + " (GET " + ready.path() + ")");
            }
            site.pause(EVERY);
        }
        return dead(instance, began);
    }

    /** It died while it was waited for: the supervisor would start it again and again. */
    private Optional<String> dead(Seen instance, Instant began) {
        Optional<Seen> now = site.processes().find(instance.name());
        boolean lives = now.filter(seen -> seen.state() == State.RUNNING && seen.restarts() == instance.restarts())
                .isPresent();
        boolean beginning = now.filter(
                        seen -> seen.state() == State.WAITING && seen.last().isEmpty())
                .isPresent();
        if (lives || beginning) {
            return Optional.empty();
        }
        lastWords(instance);
        String how = now.flatMap(Seen::last)
                .map(status -> " with exit status " + status)
                .orElse("");
        return Optional.of(instance.name() + " ended" + how + " after "
                + Patience.said(Duration.between(began, site.now())) + ", before it was ready");
    }

    /** Said and not part of the reason: what is said is masked. */
    private void lastWords(Seen instance) {
        List<String> lines = site.processes().tail(instance.name(), LAST_WORDS);
        lines.forEach(line -> site.say("| " + line));
    }
}
