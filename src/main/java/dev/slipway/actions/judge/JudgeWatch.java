package dev.slipway.actions.judge;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Demand;
import dev.slipway.hands.Headers;
import dev.slipway.hands.Site;
import dev.slipway.hands.Traffic.Feature;
import dev.slipway.judge.Against;
import dev.slipway.judge.Rules;
import dev.slipway.judge.Rules.Mode;
import dev.slipway.judge.Trigger;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Front;
import dev.slipway.parameters.OneOf;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.ShellText;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code judge.watch}: a version is watched, and the step fails when it is worse. */
public final class JudgeWatch implements Action<JudgeWatch.Watched> {

    public enum Undecided {
        PROMOTE,
        ASK,
        UNDO
    }

    /** The rest, for those who want to say it. */
    public record How(
            @Doc("How often one looks") @Standard("1s") Duration every,

            @Doc("For so long, or 500 requests, the new version may be slower") @Standard("60s")
            Duration warmUp,

            @Doc("The probability that it is ever taken back for nothing") @Standard("0.01")
            double falseAlarm,

            @Doc("How many requests fail together here; 1 if each for itself") @Standard("1")
            double dispersion,

            @Doc("Whether the step ends as soon as the version is proved not worse") @Standard("false")
            boolean early) {
        public How {
            require(!every.isZero(), "'every' is longer than nothing");
            require(falseAlarm > 0 && falseAlarm <= 0.5, "'false-alarm' is above 0 and at most 0.5");
            require(dispersion >= 1, "'dispersion' is at least 1");
        }
    }

    @OneOf({"traffic", "metrics", "prometheus", "command"})
    public record Watched(
            @Doc("How long") Duration duration,

            @Doc("The front that counts") @Front Optional<String> traffic,

            @Doc("With 'traffic': the version that is watched")
            Optional<String> candidate,

            @Doc("With 'traffic': the version beside it; else the one that has requests")
            Optional<String> baseline,

            @Doc("Pages of metrics, asked directly") Optional<Source.Pages> metrics,

            @Doc("A Prometheus server that counts") Optional<Source.Server> prometheus,

            @Doc("A command that prints what was counted up to now, as JSON") @ShellText
            Optional<String> command,

            @Doc("Rules that take it back: error-rate > 5% for 5m") @Standard("")
            List<Trigger> takeBackWhen,

            @Doc("Whether rules with a time are proved by requests, taken by their words, or both") @Standard("both")
            Mode mode,

            @Doc("How much worse than the version beside it is too much") @Standard("balanced")
            Against against,

            @Doc("What happens when nothing is proved in the end; without data nobody is promoted") @Standard("ask")
            Undecided undecided,

            @Doc("What judge.baseline measured before, for a version that serves alone")
            Optional<String> before,

            @Doc("An address that answers 2xx while the version is well, for 'health fails 3 times'")
            Optional<URI> health,

            @Doc("Where promql rules are asked, unless 'prometheus' says it")
            Optional<URI> queriesAt,

            @Doc("The rest") @Standard("") How how) {
        public Watched {
            require(!duration.isZero(), "'duration' is 0: nothing can be seen in no time");
            require(
                    traffic.isPresent() == candidate.isPresent(),
                    traffic.isPresent()
                            ? "'traffic' needs 'candidate': the version that is watched"
                            : "'candidate' goes with 'traffic'");
            require(traffic.isPresent() || baseline.isEmpty(), "'baseline' goes with 'traffic'");
            boolean asks = takeBackWhen.stream().anyMatch(Trigger.Asked.class::isInstance);
            require(
                    !asks || prometheus.isPresent() || queriesAt.isPresent(),
                    "a promql rule needs 'queries-at': the Prometheus that is asked");
            boolean unhealthy = takeBackWhen.stream().anyMatch(Trigger.Unhealthy.class::isInstance);
            require(
                    unhealthy == health.isPresent(),
                    unhealthy
                            ? "'health fails …' needs 'health': the address that is asked"
                            : "'health' goes with a rule 'health fails 3 times'");
            Countable countable = metrics.map(pages -> new Countable(
                            !pages.baseline().isEmpty() || before.isPresent(),
                            pages.times().isPresent(),
                            false))
                    .or(() -> prometheus.map(server -> new Countable(
                            server.baseline().isPresent() || before.isPresent(),
                            server.times().isPresent(),
                            false)))
                    .orElse(Countable.ALL);
            countable.lacking(takeBackWhen).ifPresent(says -> require(false, says));
            Contradictions.of(takeBackWhen).ifPresent(says -> require(false, says));
        }

        Source source() {
            return traffic.<Source>map(front -> new Source.Behind(front, candidate.orElseThrow(), baseline))
                    .or(() -> metrics)
                    .or(() -> prometheus)
                    .orElseGet(() -> new Source.Shell(command.orElseThrow()));
        }

        /** Throws {@link IllegalArgumentException} when what was measured before cannot be read. */
        Rules rules() {
            Rules.WarmUp warmUp = how.warmUp().isZero() ? Rules.WarmUp.NONE : new Rules.WarmUp(how.warmUp(), 500);
            Rules rules = new Rules(
                    mode,
                    takeBackWhen,
                    against.margin(),
                    Rules.Promise.USUAL.withFalseAlarm(how.falseAlarm()),
                    Optional.empty(),
                    new Rules.Noise(how.dispersion(), how.dispersion()),
                    warmUp);
            return before.map(PastText::read).map(rules::with).orElse(rules);
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    @Override
    public String name() {
        return "judge.watch";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a version is watched, and is not worse than the one before";
    }

    @Override
    public String doc() {
        return "Compares a version with the one beside it, request by request, and fails as soon as it is proved to be worse:"
                + " more errors, slower, or less than half of its share of the answers. False alarms have the"
                + " probability that 'false-alarm' says, however often one looks, as long as requests fail each for itself;"
                + " where they come in bursts, 'dispersion' says how many, and judge.baseline measures it. Rules with 'for'"
                + " count by their words as well: every ten seconds a look at the last minute, and one at fewer than 20"
                + " requests is none. No data is never a pass. A crash of Slipway begins the comparison anew, not the time."
                + " See docs/judge.md.";
    }

    @Override
    public String example() {
        return "judge.watch: {duration: 30m, traffic: web, candidate: '${inputs.version}',"
                + " take-back-when: ['error-rate > 5% for 5m', 'p95 > 2x baseline for 10m']}";
    }

    @Override
    public Parameters<Watched> parameters() {
        return RecordParameters.of(Watched.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        List<String> all = new ArrayList<>();
        Preview shown = new Preview(parameters);
        for (String source : List.of("metrics", "prometheus")) {
            if (shown.under(source).get("headers") instanceof Data.Mapping(Map<String, Data> headers)) {
                all.addAll(Headers.variables(headers));
            }
        }
        return all;
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        List<String> rules = shown.texts("take-back-when");
        String against = shown.text("against", "balanced");
        return Preview.line(shown.text("candidate", "it") + " for " + shown.text("duration", "?")
                + (against.equals("nothing") ? "" : ", " + against)
                + (rules.isEmpty() ? "" : ", " + String.join(" · ", rules)));
    }

    @Override
    public List<Demand> demands(Data.Mapping parameters) {
        Set<Feature> features = EnumSet.of(Feature.COUNTS);
        Preview shown = new Preview(parameters);
        if (shown.texts("take-back-when").stream().anyMatch(rule -> rule.matches("p\\d.*"))) {
            features.add(Feature.LATENCY);
        }
        return Demand.of(parameters, features, Set.of());
    }

    @Override
    public Outcome perform(Watched watched, Site site) throws InterruptedException {
        return new Watching(watched, site).outcome();
    }

    /** A question stays a question after a crash; a watch that was cut off is watched on. */
    @Override
    public Sighting look(Watched watched, Site site) {
        return site.recall()
                .filter(text -> text.startsWith(Watching.ASKED))
                .<Sighting>map(text -> new Sighting.Unknown(text.substring(Watching.ASKED.length())))
                .orElseGet(Sighting.Absent::new);
    }
}
