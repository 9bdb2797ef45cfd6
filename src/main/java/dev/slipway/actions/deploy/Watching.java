package dev.slipway.actions.deploy;

import static dev.slipway.hands.Demand.percent;

import dev.slipway.actions.deploy.DeployProcess.Version;
import dev.slipway.hands.FrontEvidence;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Site;
import dev.slipway.hands.Traffic;
import dev.slipway.hands.Watch;
import dev.slipway.judge.Arms;
import dev.slipway.judge.Exhibit;
import dev.slipway.judge.Judge;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Said;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Tape;
import dev.slipway.judge.Verdict;
import dev.slipway.judge.Verdict.State;
import dev.slipway.report.EvidenceNote;
import dev.slipway.report.VerdictText;
import dev.slipway.route.PoolId;
import dev.slipway.route.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Watches a version over all stages of its release, with one judge: what was seen at one share counts at the next. No data is
 * never a pass: too few requests keep a stage waiting, and fail it in the end; so does what looks worse and is not proved yet.
 */
final class Watching {
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    /** What is seen is said soon, and then less and less often. */
    private static final Duration FIRST_SAID = Duration.ofSeconds(2);

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private final Version version;
    private final Site site;
    private final Traffic traffic;
    private final Judge judge;
    private final Instant began;

    Watching(Version version, Site site, Traffic traffic) {
        this.version = version;
        this.site = site;
        this.traffic = traffic;
        this.judge = new Judge(version.rules());
        this.began = site.now();
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

    /** Why the release is to be taken back; empty when the time is over and nothing speaks against it. */
    Optional<String> watch(Goal goal, Stage stage) throws InterruptedException {
        Optional<PoolId> rival = stage.permille() == Share.WHOLE ? Optional.empty() : goal.rival();
        VerdictText text =
                new VerdictText(goal.pool().value(), rival.map(PoolId::value).orElse("baseline"));
        Watch watch = new Watch(
                new FrontEvidence(traffic, goal.pool(), rival.orElse(null)),
                Watch.More.NOTHING,
                judge,
                new Tape(),
                text,
                began,
                new Watch.Pace(EVERY, LIMIT));
        long fewest = version.takeBackWhen().isEmpty() ? 0 : version.judge().requests();
        double share = share(stage, rival);
        Instant start = site.now();
        Seen seen = Seen.NOTHING;
        Duration silence = FIRST_SAID;
        Duration said = Duration.ZERO;
        while (true) {
            Instant now = site.now();
            seen = seen.and(watch.hear(now, share));
            Duration passed = Duration.between(start, now);
            boolean enough = seen.mine().requests() >= fewest;
            if (judge.decision().filter(State.REGRESSION::equals).isPresent()) {
                return Optional.of(at(goal, stage) + "worse " + text.reason(noted(text)));
            }
            boolean proved = version.judge().early()
                    && judge.decision().filter(State.NOT_WORSE::equals).isPresent();
            if (enough && (proved || (passed.compareTo(stage.time()) >= 0 && !looksWorse()))) {
                site.say(picture(goal, rival, stage, seen));
                if (isLast(stage)) {
                    Verdict verdict = judge.verdict();
                    site.note(text.sentence(verdict));
                    EvidenceNote.of(verdict).ifPresent(site::note);
                }
                return Optional.empty();
            }
            if (passed.compareTo(stage.time().plus(version.judge().within())) >= 0) {
                return Optional.of(
                        enough
                                ? at(goal, stage) + text.sentence(noted(text))
                                : "only " + seen.mine().requests() + " requests came to " + goal.pool() + " in "
                                        + Patience.said(passed) + ", and " + fewest + " are needed to judge it");
            }
            if (passed.minus(said).compareTo(silence) >= 0) {
                site.say(picture(goal, rival, stage, seen));
                said = passed;
                silence = silence.multipliedBy(2).compareTo(LONGEST_SILENCE) < 0
                        ? silence.multipliedBy(2)
                        : LONGEST_SILENCE;
            }
            site.pause(EVERY);
        }
    }

    /** Visitors who stay with their version make the share of the answers another one than the plan's. */
    private double share(Stage stage, Optional<PoolId> rival) throws InterruptedException {
        boolean sticky = traffic.read().plan().sticky().isPresent();
        return rival.isEmpty() ? 1 : sticky ? Arms.UNKNOWN : stage.permille() / 1000.0;
    }

    private boolean looksWorse() {
        Verdict verdict = judge.verdict();
        return verdict.alarmed() || verdict.exhibits().stream().anyMatch(Exhibit::looksWorse);
    }

    private Verdict noted(VerdictText text) {
        Verdict verdict = judge.verdict();
        text.facts(verdict).forEach(site::note);
        EvidenceNote.of(verdict).ifPresent(site::note);
        return verdict;
    }

    /** What was seen goes into the record once, where nothing is wrong. */
    private boolean isLast(Stage stage) {
        return version.stages().stream()
                .filter(each -> each.time().isPositive())
                .reduce((_, last) -> last)
                .filter(stage::equals)
                .isPresent();
    }

    private static String at(Goal goal, Stage stage) {
        return goal.pool() + " at " + percent(stage.permille()) + ": ";
    }

    /** {@code 20 % v2: 0.2 % of 412 failed · 80 % v1: 0.1 % of 1634 failed}. */
    private static String picture(Goal goal, Optional<PoolId> rival, Stage stage, Seen seen) {
        return percent(stage.permille()) + " " + one(goal.pool(), seen.mine())
                + rival.map(other -> " · " + percent(Share.WHOLE - stage.permille()) + " " + one(other, seen.theirs()))
                        .orElse("");
    }

    private static String one(PoolId pool, Sample of) {
        double rate = of.requests() == 0 ? 0 : (double) of.failures() / of.requests();
        return pool + ": " + Said.rate(rate) + " of " + of.requests() + " failed";
    }
}
