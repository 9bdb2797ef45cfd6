package dev.slipway.actions.deploy;

import static dev.slipway.hands.Demand.percent;

import dev.slipway.hands.FrontEvidence;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Site;
import dev.slipway.hands.Traffic;
import dev.slipway.hands.Transcript;
import dev.slipway.hands.Watch;
import dev.slipway.judge.Arms;
import dev.slipway.judge.Judge;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Said;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Tape;
import dev.slipway.judge.Verdict;
import dev.slipway.judge.Verdict.State;
import dev.slipway.report.EvidenceNote;
import dev.slipway.report.VerdictDrawing;
import dev.slipway.report.VerdictText;
import dev.slipway.route.PoolId;
import dev.slipway.route.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Watches a version over all stages of its release, with one judge: what was seen at one share counts at the next. Where there are
 * triggers, or a number of requests is written, no data is never a pass: too few keep a stage waiting, and fail it in the end. What
 * looks worse and is not proved yet is watched
 * for as long again, and then goes on: to fail it would break the promise of few false alarms.
 */
final class Watching {
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    /** What is seen is said soon, and then less and less often. */
    private static final Duration FIRST_SAID = Duration.ofSeconds(2);

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    /** What a short stage is watched on for when its version looks worse. */
    private static final Duration AT_LEAST = Duration.ofSeconds(10);

    /** In nats; a version that is no worse has so much at a given moment in a few of a hundred releases. */
    private static final double LEANING = 1;

    private final Rollout rollout;
    private final Site site;
    private final Traffic traffic;
    private final Transcript transcript;
    private final Judge judge;

    Watching(Rollout rollout, Site site, Traffic traffic) {
        this.rollout = rollout;
        this.site = site;
        this.traffic = traffic;
        this.transcript =
                Transcript.resume(site, rollout.rules()).orElseGet(() -> Transcript.begin(site, rollout.rules()));
        this.judge = transcript.judge();
    }

    /** What was counted at one share. */
    private record Seen(Sample mine, Sample theirs) {
        static final Seen NOTHING = new Seen(Sample.NONE, Sample.NONE);

        Seen and(Poll poll) {
            return poll.arms()
                    .map(arms -> new Seen(mine.plus(counts(arms.candidate())), theirs.plus(counts(arms.baseline()))))
                    .orElse(this);
        }

        private static Sample counts(Sample sample) {
            return Sample.of(sample.requests(), sample.failures());
        }
    }

    /** One moment of a stage. */
    private record Look(Goal goal, Stage stage, Optional<PoolId> rival, VerdictText text, Seen seen, Duration passed) {
        Look later(Seen more, Duration since) {
            return new Look(goal, stage, rival, text, more, since);
        }
    }

    /** Why the release is to be taken back; empty when the time is over and nothing speaks against it. */
    Optional<String> watch(Goal goal, Stage stage) throws InterruptedException {
        Optional<PoolId> rival = stage.permille() == Share.WHOLE ? Optional.empty() : goal.rival();
        VerdictText text =
                new VerdictText(goal.pool().value(), rival.map(PoolId::value).orElse("baseline"));
        Watch watch = new Watch(
                new FrontEvidence(traffic, goal.pool(), rival.orElse(null)),
                Watch.More.NOTHING,
                transcript,
                new Tape(),
                text,
                new Watch.Pace(EVERY, LIMIT));
        double share = share(stage, rival);
        Instant start = site.now();
        Look look = new Look(goal, stage, rival, text, Seen.NOTHING, Duration.ZERO);
        Duration silence = FIRST_SAID;
        Duration said = Duration.ZERO;
        while (true) {
            Instant now = site.now();
            look = look.later(look.seen().and(watch.hear(now, share)), Duration.between(start, now));
            site.show(() -> new VerdictDrawing(judge.verdict(), text));
            Optional<String> failure = failure(look);
            if (failure.isPresent()) {
                return failure;
            }
            if (passes(look)) {
                site.say(picture(look));
                if (isLast(stage)) {
                    Verdict verdict = judge.verdict();
                    site.note(text.sentence(verdict));
                    EvidenceNote.of(verdict).ifPresent(site::note);
                }
                return Optional.empty();
            }
            if (look.passed().minus(said).compareTo(silence) >= 0) {
                site.say(picture(look));
                said = look.passed();
                silence = silence.multipliedBy(2).compareTo(LONGEST_SILENCE) < 0
                        ? silence.multipliedBy(2)
                        : LONGEST_SILENCE;
            }
            site.pause(EVERY);
        }
    }

    private Optional<String> failure(Look look) {
        if (judge.decision().filter(State.REGRESSION::equals).isPresent()) {
            return Optional.of(
                    look.goal().pool() + " at " + percent(look.stage().permille()) + ": worse "
                            + look.text().reason(noted(look.text())));
        }
        boolean tooLong = look.passed()
                        .compareTo(look.stage().time().plus(rollout.judged().within()))
                >= 0;
        return tooLong && !enough(look)
                ? Optional.of("only " + look.seen().mine().requests() + " requests came to "
                        + look.goal().pool() + " in " + Patience.said(look.passed()) + ", and " + fewest()
                        + " are needed to judge it")
                : Optional.empty();
    }

    private boolean passes(Look look) {
        boolean proved = rollout.judged().early()
                && judge.decision().filter(State.NOT_WORSE::equals).isPresent();
        boolean over = look.passed().compareTo(look.stage().time()) >= 0
                && !(look.rival().isPresent() && leans(look.passed(), look.stage()));
        return enough(look) && (proved || over);
    }

    private boolean enough(Look look) {
        return look.seen().mine().requests() >= fewest();
    }

    private long fewest() {
        return rollout.fewest();
    }

    /** Visitors who stay with their version make the share of the answers another one than the plan's. */
    private double share(Stage stage, Optional<PoolId> rival) throws InterruptedException {
        boolean sticky = traffic.read().plan().sticky().isPresent();
        return rival.isEmpty() ? 1 : sticky ? Arms.UNKNOWN : stage.permille() / 1000.0;
    }

    /** Whether much speaks against it, and a little more time may prove it. */
    private boolean leans(Duration passed, Stage stage) {
        Duration most = stage.time().multipliedBy(2).plus(AT_LEAST);
        return passed.compareTo(most) < 0 && judge.verdict().logE() >= LEANING;
    }

    private Verdict noted(VerdictText text) {
        Verdict verdict = judge.verdict();
        text.facts(verdict).forEach(site::note);
        EvidenceNote.of(verdict).ifPresent(site::note);
        return verdict;
    }

    /** What was seen goes into the record once, where nothing is wrong. */
    private boolean isLast(Stage stage) {
        return rollout.stages().stream()
                .filter(each -> each.time().isPositive())
                .reduce((_, last) -> last)
                .filter(stage::equals)
                .isPresent();
    }

    /** {@code 20 % v2: 0.2 % of 412 failed · 80 % v1: 0.1 % of 1634 failed}. */
    private static String picture(Look look) {
        int permille = look.stage().permille();
        return percent(permille) + " " + one(look.goal().pool(), look.seen().mine())
                + look.rival()
                        .map(other -> " · " + percent(Share.WHOLE - permille) + " "
                                + one(other, look.seen().theirs()))
                        .orElse("");
    }

    private static String one(PoolId pool, Sample of) {
        double rate = of.requests() == 0 ? 0 : (double) of.failures() / of.requests();
        return pool + ": " + Said.rate(rate) + " of " + of.requests() + " failed";
    }
}
