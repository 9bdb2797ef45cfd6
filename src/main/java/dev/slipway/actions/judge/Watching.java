package dev.slipway.actions.judge;

import dev.slipway.actions.judge.Fetch.Fetched;
import dev.slipway.actions.judge.JudgeWatch.Undecided;
import dev.slipway.actions.judge.JudgeWatch.Watched;
import dev.slipway.actions.judge.PrometheusServer.Refused;
import dev.slipway.base.Data;
import dev.slipway.hands.Headers;
import dev.slipway.hands.Site;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.hands.Transcript;
import dev.slipway.hands.Watch;
import dev.slipway.hands.Watch.Pace;
import dev.slipway.hands.Watch.Until;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Tape;
import dev.slipway.judge.Trigger;
import dev.slipway.judge.Verdict;
import dev.slipway.judge.Verdict.State;
import dev.slipway.report.EvidenceNote;
import dev.slipway.report.VerdictText;
import dev.slipway.run.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One step's watch, from its source to its outcome. */
record Watching(Watched watched, Site site) {
    static final String ASKED = "asked: ";
    private static final String ANSWERED = "answered";

    /** A step whose first look is later than this was cut off before. */
    private static final Duration AT_ONCE = Duration.ofSeconds(30);

    Outcome outcome() throws InterruptedException {
        try {
            Optional<Transcript> heard = heard();
            boolean lost = heard.isEmpty()
                    && site.recall().isEmpty()
                    && Duration.between(site.begun(), site.now()).compareTo(AT_ONCE) > 0;
            return lost
                    ? asked(
                            "nothing is left of what was seen since " + site.begun()
                                    + ": to begin anew would be another chance for a false alarm; if that is right, try it again")
                    : outcome(heard.orElseGet(() -> Transcript.begin(site, watched.rules(), site.begun())));
        } catch (IllegalArgumentException wrong) {
            return new Outcome.Failed(String.valueOf(wrong.getMessage()));
        } catch (TrafficFailure failure) {
            return new Outcome.Failed(String.valueOf(failure.getMessage()).replaceAll("\\.$", ""));
        }
    }

    /** Whoever tries it again after a question lets it be watched for as long again, by the same judge. */
    private Optional<Transcript> heard() {
        if (site.recall().filter(text -> text.startsWith(ASKED)).isEmpty()) {
            return Transcript.resume(site, watched.rules());
        }
        Optional<Transcript> heard = Transcript.goOn(site, watched.rules());
        site.remember(ANSWERED);
        return heard;
    }

    private Outcome outcome(Transcript transcript) throws InterruptedException {
        try (Source.Opened opened = watched.source().open(site);
                Fetch beside = new Fetch(headers())) {
            Watch watch = new Watch(
                    opened.evidence(),
                    (poll, limit) -> more(poll, limit, beside),
                    transcript,
                    new Tape(),
                    text(),
                    new Pace(watched.how().every(), limit()));
            Until until = watched.how().early() ? Until.WORSE_OR_PROVED : Until.WORSE;
            Instant end = site.begun().plus(watched.duration());
            return outcome(watch.watch(site, opened.share(), end, until));
        }
    }

    /** A look may take twice the time between two, and never less than two seconds. */
    private Duration limit() {
        Duration twice = watched.how().every().multipliedBy(2);
        return twice.compareTo(Pace.USUAL.limit()) < 0 ? Pace.USUAL.limit() : twice;
    }

    private Map<String, String> headers() {
        return watched.prometheus()
                .map(server -> new Headers(server.headers()).filled(site.environment()))
                .orElse(Map.of());
    }

    private VerdictText text() {
        return new VerdictText(
                watched.candidate().orElse("the new version"),
                watched.baseline().orElse("baseline"));
    }

    private Poll more(Poll poll, Duration limit, Fetch fetch) throws InterruptedException {
        Poll asked = poll;
        for (Trigger trigger : watched.takeBackWhen()) {
            if (trigger instanceof Trigger.Asked query) {
                Optional<Double> value = answer(query, limit, fetch);
                asked = value.isPresent() ? asked.with(query.query(), value.get()) : asked;
            }
        }
        if (watched.health().isEmpty()) {
            return asked;
        }
        boolean well = fetch.get(watched.health().get(), limit) instanceof Fetched.Answered(int status, String _)
                && status / 100 == 2;
        return asked.with(well ? Poll.Health.WELL : Poll.Health.FAILED);
    }

    /** Silence of Prometheus is no answer, and is no failure either. */
    private Optional<Double> answer(Trigger.Asked query, Duration limit, Fetch fetch) throws InterruptedException {
        URI at = watched.queriesAt()
                .or(() -> watched.prometheus().map(Source.Server::url))
                .orElseThrow();
        try {
            return new PrometheusServer(at, fetch).number(query.query(), limit);
        } catch (Refused _) {
            return Optional.empty();
        }
    }

    private Outcome outcome(Verdict verdict) {
        VerdictText text = text();
        String sentence = text.sentence(verdict);
        text.lines(verdict).forEach(site::say);
        text.facts(verdict).forEach(site::note);
        EvidenceNote.of(verdict).ifPresent(site::note);
        return switch (verdict.state()) {
            case REGRESSION -> new Outcome.Failed(sentence);
            case NOT_WORSE, HEALTHY_SO_FAR -> new Outcome.Succeeded(sentence, outputs(verdict, sentence));
            case ENVIRONMENT_NOISY, NO_DATA ->
                watched.undecided() == Undecided.UNDO ? new Outcome.Failed(sentence) : asked(sentence);
            case UNDECIDED ->
                switch (watched.undecided()) {
                    case PROMOTE -> new Outcome.Succeeded(sentence, outputs(verdict, sentence));
                    case ASK -> asked(sentence);
                    case UNDO -> new Outcome.Failed(sentence);
                };
        };
    }

    private Outcome asked(String sentence) {
        site.remember(ASKED + sentence);
        return new Outcome.InDoubt(sentence);
    }

    private static Map<String, Data> outputs(Verdict verdict, String sentence) {
        Map<String, Data> outputs = new LinkedHashMap<>();
        outputs.put("verdict", Data.of(word(verdict.state())));
        outputs.put("says", Data.of(sentence));
        outputs.put("requests", Data.of(verdict.requests()));
        return outputs;
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
