package dev.slipway.judge;

import dev.slipway.judge.Rules.Mode;
import dev.slipway.judge.Rules.WarmUp;
import dev.slipway.judge.Trigger.Lasting;
import dev.slipway.judge.Verdict.Held;
import dev.slipway.judge.Verdict.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hears polls and says what it makes of them. Takes a release back when all sequential evidence together reaches its line, or a
 * trigger holds by its words; calls it not worse only on proof; and never takes silence for either.
 */
public final class Judge {
    static final Duration STARTS_EVERY = Duration.ofSeconds(30);
    /** Without a request of the candidate for so long there is nothing to judge. */
    static final Duration QUIET = Duration.ofSeconds(30);

    private final Rules rules;
    private final List<Charge> charges;
    private final double[] weights;
    private final List<Literal> literals = new ArrayList<>();
    private final Promotion promotion;
    private final Placebo placebo;
    private final Course course = new Course();
    private final Set<String> notes = new LinkedHashSet<>();
    private Duration at = Duration.ZERO;
    private Duration lastStart = Duration.ZERO;
    private Duration lastRequest = Duration.ZERO;
    private @Nullable Duration firstRequest;
    private long requests;
    private long others;
    private double share = 1;
    private boolean steps;
    private boolean concurrent;
    private double logE;
    private boolean convicted;
    private String silence = "";

    public Judge(Rules rules) {
        this.rules = rules;
        this.charges = Charge.of(rules);
        this.weights = charges.stream().mapToDouble(Charge::weight).toArray();
        this.promotion = new Promotion(rules);
        this.placebo = new Placebo(
                rules.against().map(Rules.Margin::errors).orElse(Tolerance.BALANCED), Charge.setting(rules));
        for (Trigger trigger : rules.triggers()) {
            literal(trigger).ifPresent(literals::add);
        }
    }

    private Optional<Literal> literal(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Unhealthy unhealthy -> Optional.of(new Unhealthy(unhealthy));
            case Trigger.Asked asked -> Optional.of(new Answers(asked));
            case Trigger.Above above ->
                rules.mode() == Mode.SEQUENTIAL || above.lasting() instanceof Lasting.Immediately
                        ? Optional.empty()
                        : Optional.of(new Sustained(above, rules.past().orElse(null)));
        };
    }

    public void see(Poll given) {
        // A clock that was set back is taken to stand still.
        Poll poll = given.at().compareTo(at) >= 0
                ? given
                : new Poll(at, given.arms(), given.silence(), given.values(), given.health());
        at = poll.at();
        literals.forEach(literal -> literal.see(poll));
        if (poll.arms().isPresent()) {
            hear(poll.arms().get());
        } else if (!poll.silence().isEmpty()) {
            silence = poll.silence();
            notes.add(poll.silence());
        }
        course.add(at, logE);
    }

    private void hear(Arms arms) {
        silence = "";
        starts(arms);
        long more = arms.candidate().requests();
        requests += more;
        others += arms.baseline().requests();
        lastRequest = more > 0 ? at : lastRequest;
        if (firstRequest == null && (more > 0 || waits(arms.candidate()))) {
            firstRequest = at;
        }
        Arms warm = warm(arms);
        for (Charge charge : charges) {
            boolean excused = charge.trial() instanceof TimeTrial times && times.waitsForWarmth();
            charge.trial().see(at, excused ? warm : arms);
        }
        promotion.see(arms, warm, at);
        if (!arms.halves().isEmpty()) {
            Sample one = arms.halves().getFirst();
            Sample other = arms.halves().getLast();
            placebo.update(new Batch(one.requests(), one.failures(), other.requests(), other.failures()));
        }
        weigh();
    }

    /** By the clock and by the operator's steps, never by what was counted. */
    private void starts(Arms arms) {
        boolean stepped = steps && Double.compare(share, arms.share()) != 0;
        steps = true;
        share = arms.share();
        concurrent = arms.concurrent();
        if (stepped || at.minus(lastStart).compareTo(STARTS_EVERY) >= 0) {
            lastStart = at;
            charges.forEach(charge -> charge.trial().openStart());
            placebo.openStart();
        }
    }

    private Arms warm(Arms arms) {
        WarmUp warmUp = rules.warmUp();
        boolean warm = firstRequest != null
                && (at.minus(firstRequest).compareTo(warmUp.time()) >= 0 || requests >= warmUp.requests());
        return warm ? arms : new Arms(without(arms.candidate()), without(arms.baseline()), arms.share());
    }

    /** A version whose first request hangs serves as well. */
    private static boolean waits(Sample sample) {
        return sample.waiting().filter(waiting -> waiting.now().total() > 0).isPresent();
    }

    private static Sample without(Sample sample) {
        return new Sample(sample.requests(), sample.failures(), sample.unreachable(), Optional.empty());
    }

    private void weigh() {
        if (charges.isEmpty()) {
            return;
        }
        double[] logs = new double[weights.length];
        int leading = 0;
        for (int i = 0; i < weights.length; i++) {
            logs[i] = charges.get(i).trial().logE();
            leading = logs[i] + Math.log(weights[i]) > logs[leading] + Math.log(weights[leading]) ? i : leading;
        }
        logE = Combination.weighted(logs, weights);
        convicted |= logE >= line() && charges.get(leading).trial().persists();
    }

    private double line() {
        return -Math.log(rules.promise().falseAlarm());
    }

    /** What can be acted upon, told without the figures that people want to see beside it; empty while one has to wait. */
    public Optional<State> decision() {
        if (fired().isPresent()) {
            return Optional.of(State.REGRESSION);
        }
        if (placebo.noisy(rules.promise().falseAlarm())) {
            return Optional.of(State.ENVIRONMENT_NOISY);
        }
        if (convicted) {
            return Optional.of(State.REGRESSION);
        }
        return quiet() || !promotion.proved() ? Optional.empty() : Optional.of(State.NOT_WORSE);
    }

    private Optional<String> fired() {
        return literals.stream()
                .filter(literal -> literal.fired().isPresent())
                .map(literal -> "'" + literal.trigger().text() + "' held: "
                        + literal.fired().get())
                .findFirst();
    }

    private boolean quiet() {
        return requests == 0 || at.minus(lastRequest).compareTo(QUIET) > 0 || !silence.isEmpty();
    }

    public Verdict verdict() {
        List<Exhibit> exhibits = charges.stream()
                .map(charge ->
                        charge.trial().exhibit(charge.weight(), rules.promise().falseAlarm()))
                .toList();
        OptionalLong needs = needs(exhibits);
        return new Verdict(
                decision().orElseGet(() -> waiting(exhibits, needs)),
                at,
                requests,
                logE,
                line(),
                rules.promise().falseAlarm(),
                exhibits,
                literals.stream()
                        .map(literal -> new Held(literal.trigger().text(), literal.stands()))
                        .toList(),
                fired().orElse(""),
                needs,
                promotion.progress(),
                course.moments(),
                notes(exhibits));
    }

    private State waiting(List<Exhibit> exhibits, OptionalLong needs) {
        boolean compares =
                rules.against().isPresent() || rules.triggers().stream().anyMatch(Trigger::needsBaseline);
        boolean alone = compares && concurrent && others == 0;
        if (quiet() || alone || !blind(exhibits).isEmpty()) {
            return State.NO_DATA;
        }
        boolean judged = !literals.isEmpty()
                || exhibits.stream().anyMatch(exhibit -> exhibit.candidate().isPresent());
        return needs.isPresent() || !judged ? State.UNDECIDED : State.HEALTHY_SO_FAR;
    }

    /** Triggers of the author that nothing was counted for, in either reading: they must not count as kept. */
    private List<String> blind(List<Exhibit> exhibits) {
        return rules.triggers().stream()
                .map(Trigger::text)
                .filter(text -> exhibits.stream()
                        .noneMatch(exhibit -> exhibit.rule().equals(text)
                                && exhibit.candidate().isPresent()))
                .filter(text -> literals.stream()
                        .noneMatch(literal -> literal.trigger().text().equals(text) && literal.heard()))
                .toList();
    }

    /** To a verdict where it looks worse, else until what is grave would have been seen. */
    private static OptionalLong needs(List<Exhibit> exhibits) {
        OptionalLong nearest = exhibits.stream()
                .filter(Exhibit::looksWorse)
                .mapToLong(exhibit -> Math.max(1, exhibit.outlook().needs().getAsLong()))
                .min();
        if (nearest.isPresent()) {
            return nearest;
        }
        return exhibits.stream()
                .filter(exhibit -> exhibit.outlook().more().isPresent())
                .mapToLong(exhibit -> exhibit.outlook().more().getAsLong())
                .filter(more -> more > 0)
                .min();
    }

    private List<String> notes(List<Exhibit> exhibits) {
        List<String> all = new ArrayList<>();
        if (requests > 0) {
            blind(exhibits).forEach(text -> all.add("nothing was counted that '" + text + "' could judge"));
        }
        all.addAll(notes);
        if (placebo.noisy(rules.promise().falseAlarm())) {
            all.add("two halves of the baseline differ from one another, where nothing was released");
        }
        return all;
    }
}
