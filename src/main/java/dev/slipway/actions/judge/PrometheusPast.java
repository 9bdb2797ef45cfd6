package dev.slipway.actions.judge;

import dev.slipway.actions.judge.PrometheusEvidence.Asked;
import dev.slipway.actions.judge.PrometheusEvidence.Side;
import dev.slipway.actions.judge.PrometheusServer.Found;
import dev.slipway.actions.judge.PrometheusServer.Range;
import dev.slipway.actions.judge.PrometheusServer.Refused;
import dev.slipway.hands.Archive;
import dev.slipway.hands.Archive.Span;
import dev.slipway.hands.Headers;
import dev.slipway.hands.Place;
import dev.slipway.judge.Arms;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Tape;
import dev.slipway.judge.Trigger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a Prometheus server kept of two versions, as polls: a release of last month, to be judged again. The counters themselves
 * are asked for, as in a watch, so that the same judge hears the same.
 */
public final class PrometheusPast {
    /** Moments of one question: a server refuses more than 11,000, and histograms make each of them large. */
    private static final int MOMENTS = 500;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final URI url;
    private final Span span;
    private final Map<String, String> headers;
    private final Meant candidate;
    private final Optional<Meant> baseline;

    /** Throws {@link IllegalArgumentException} with one sentence. */
    public PrometheusPast(Archive.Wanted wanted) {
        Archive.Counters counters = wanted.counters();
        Meant meant = Meant.of(counters.requests(), counters.failures(), counters.times());
        this.url = wanted.url();
        this.span = wanted.span();
        this.headers = wanted.headers();
        this.candidate = meant.and(Selector.labels(counters.candidate()));
        this.baseline = counters.baseline().map(Selector::labels).map(meant::and);
    }

    /** As {@link Archive} has it. */
    public List<Poll> polls(List<Trigger> rules, Place.Environment environment) throws InterruptedException {
        try (Fetch fetch = new Fetch(new Headers(headers).filled(environment))) {
            List<Poll> polls = new Reading(new PrometheusServer(url, fetch)).polls(rules);
            boolean any = polls.stream()
                    .flatMap(poll -> poll.arms().stream())
                    .anyMatch(arms -> arms.candidate().requests() > 0);
            if (!any) {
                throw new IllegalArgumentException("Prometheus counted nothing of " + candidate.requests() + " from "
                        + span.from() + " to " + span.to());
            }
            return polls;
        } catch (Refused refused) {
            throw new IllegalArgumentException(refused.why(), refused);
        }
    }

    /** Piece by piece, with counters that are carried on from one to the next. */
    private final class Reading {
        private final PrometheusServer server;
        private final Side mine = Side.of(candidate);
        private final Optional<Side> theirs = baseline.map(Side::of);
        private final Tape tape = new Tape();
        private final List<Poll> polls = new ArrayList<>();

        Reading(PrometheusServer server) {
            this.server = server;
        }

        List<Poll> polls(List<Trigger> rules) throws InterruptedException, Refused {
            Duration piece = span.step().multipliedBy(MOMENTS);
            for (Instant from = span.from(); !from.isAfter(span.to()); from = from.plus(piece)) {
                Instant last = from.plus(piece).minus(span.step());
                piece(new Range(from, last.isBefore(span.to()) ? last : span.to(), span.step()), rules);
            }
            return List.copyOf(polls);
        }

        private void piece(Range range, List<Trigger> rules) throws InterruptedException, Refused {
            Kept candidates = kept(mine.meant(), range);
            Optional<Kept> baselines =
                    theirs.isPresent() ? Optional.of(kept(theirs.get().meant(), range)) : Optional.empty();
            Map<String, SortedMap<Instant, List<Found>>> answers = new LinkedHashMap<>();
            for (Trigger rule : rules) {
                if (rule instanceof Trigger.Asked asked) {
                    answers.put(asked.query(), server.moments(asked.query(), range, LIMIT));
                }
            }
            for (Instant now = range.from(); !now.isAfter(range.to()); now = now.plus(range.step())) {
                Poll poll = poll(now, candidates, baselines);
                for (Map.Entry<String, SortedMap<Instant, List<Found>>> answer : answers.entrySet()) {
                    List<Found> found = answer.getValue().getOrDefault(now, List.of());
                    poll = found.size() == 1
                            ? poll.with(
                                    answer.getKey(), found.getFirst().series().value())
                            : poll;
                }
                polls.add(poll);
            }
        }

        private Poll poll(Instant now, Kept candidates, Optional<Kept> baselines) {
            Duration at = Duration.between(span.from(), now);
            Asked one = candidates.at(now);
            Optional<Asked> other = baselines.map(kept -> kept.at(now));
            boolean unknown = one.requests().isEmpty()
                    && other.map(Asked::requests).orElse(List.of()).isEmpty();
            if (unknown) {
                return Poll.silent(at, "Prometheus knew no " + candidate.requests());
            }
            Sample beside = theirs.map(side -> PrometheusEvidence.sample(side, other.orElseThrow()))
                    .orElse(Sample.NONE);
            return tape.next(
                    at, new Arms(PrometheusEvidence.sample(mine, one), beside, theirs.isPresent() ? Arms.UNKNOWN : 1));
        }

        private Kept kept(Meant meant, Range range) throws InterruptedException, Refused {
            SortedMap<Instant, List<Found>> requests =
                    server.moments(meant.requests().toString(), range, LIMIT);
            SortedMap<Instant, List<Found>> failures =
                    server.moments(meant.failures().toString(), range, LIMIT);
            if (meant.times().isEmpty()) {
                return new Kept(requests, failures, new TreeMap<>());
            }
            Selector times = meant.times().get();
            SortedMap<Instant, List<Found>> classic =
                    server.moments(times.named(times.name() + "_bucket").toString(), range, LIMIT);
            return new Kept(
                    requests, failures, classic.isEmpty() ? server.moments(times.toString(), range, LIMIT) : classic);
        }
    }

    /** One version's counters over a piece of the time. */
    private record Kept(
            SortedMap<Instant, List<Found>> requests,
            SortedMap<Instant, List<Found>> failures,
            SortedMap<Instant, List<Found>> times) {

        Asked at(Instant now) {
            return new Asked(
                    PrometheusEvidence.series(requests.getOrDefault(now, List.of())),
                    PrometheusEvidence.series(failures.getOrDefault(now, List.of())),
                    times.getOrDefault(now, List.of()));
        }
    }
}
