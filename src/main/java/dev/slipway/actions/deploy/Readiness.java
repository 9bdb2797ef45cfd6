package dev.slipway.actions.deploy;

import dev.slipway.hands.Ask.Question;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Processes.Name;
import dev.slipway.hands.Processes.State;
import dev.slipway.hands.Site;
import dev.slipway.route.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Waits until instances answer: three times in a row, so that one lucky answer is not enough. */
record Readiness(Ready ready, Instances instances, Site site, Visitor visitor) {
    private static final int IN_A_ROW = 3;
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final int LAST_WORDS = 5;

    static URI base(Endpoint endpoint) {
        return URI.create("http://" + endpoint);
    }

    /** Why one of them is not ready, or empty when all are. */
    Optional<String> await(List<Instance> waited) throws InterruptedException {
        Instant began = site.now();
        for (Instance instance : waited) {
            Optional<String> failure = await(instance, began);
            if (failure.isPresent()) {
                return failure;
            }
        }
        site.say(waited.stream().map(seen -> seen.name().toString()).collect(Collectors.joining(", "))
                + (waited.size() == 1 ? " is ready after " : " are ready after ")
                + Patience.said(Duration.between(began, site.now())));
        return Optional.empty();
    }

    private Optional<String> await(Instance instance, Instant began) throws InterruptedException {
        int row = 0;
        while (row < IN_A_ROW) {
            Optional<String> dead = dead(instance, began);
            if (dead.isPresent()) {
                return dead;
            }
            Optional<String> wrong = wrong(instance);
            row = wrong.isEmpty() ? row + 1 : 0;
            if (wrong.isPresent() && Duration.between(began, site.now()).compareTo(ready.within()) >= 0) {
                lastWords(instance);
                return Optional.of(instance.name() + " was not ready within " + Patience.said(ready.within()) + ": "
                        + wrong.get());
            }
            site.pause(EVERY);
        }
        return dead(instance, began);
    }

    private Optional<String> wrong(Instance instance) throws InterruptedException {
        Optional<String> unready = instances.unready(instance);
        if (unready.isPresent() || instance.endpoint().isEmpty()) {
            return unready;
        }
        Question question = Question.get(Visitor.uri(base(instance.endpoint().get()), ready.path()));
        return visitor.unlessOneOf(ready.status(), question).map(says -> says + " (GET " + ready.path() + ")");
    }

    /** It died while it was waited for: the supervisor would start it again and again. */
    private Optional<String> dead(Instance instance, Instant began) throws InterruptedException {
        Optional<Instance> now = instances.find(instance.name());
        boolean lives = now.filter(seen -> seen.state() == State.RUNNING && seen.restarts() == instance.restarts())
                .isPresent();
        boolean beginning = now.filter(
                        seen -> seen.state() == State.WAITING && seen.last().isEmpty())
                .isPresent();
        if (lives || beginning) {
            return Optional.empty();
        }
        lastWords(instance);
        return Optional.of(instance.name() + " ended" + how(now) + " after "
                + Patience.said(Duration.between(began, site.now())) + ", before it was ready");
    }

    /** Of one that was started and runs no more. */
    String ended(Name name) throws InterruptedException {
        Optional<Instance> now = instances.find(name);
        if (now.isPresent()) {
            lastWords(now.get());
        }
        return name + " ended" + how(now) + " as soon as it was started";
    }

    private static String how(Optional<Instance> ended) {
        return ended.flatMap(Instance::last)
                .map(status -> " with exit status " + status)
                .orElse("");
    }

    /** Said and not part of the reason: what is said is masked. */
    private void lastWords(Instance instance) throws InterruptedException {
        List<String> lines = instances.tail(instance.name(), LAST_WORDS);
        lines.forEach(line -> site.say("| " + line));
    }
}
