package dev.slipway.actions.judge;

import dev.slipway.actions.judge.PrometheusServer.Found;
import dev.slipway.actions.judge.PrometheusServer.Refused;
import dev.slipway.hands.Evidence;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Times;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks a Prometheus server for the counters themselves, series by series, and never for rates: those are guesses between two
 * scrapes. It is as late as Prometheus scrapes.
 */
final class PrometheusEvidence implements Evidence {
    private final PrometheusServer server;
    private final Side candidate;
    private final Optional<Side> baseline;

    record Side(Meant meant, Tallied tallied, NativeHistogram fine) {
        static Side of(Meant meant) {
            return new Side(meant, new Tallied(), new NativeHistogram());
        }
    }

    PrometheusEvidence(PrometheusServer server, Meant candidate, Optional<Meant> baseline) {
        this.server = server;
        this.candidate = Side.of(candidate);
        this.baseline = baseline.map(Side::of);
    }

    @Override
    public Looked look(Duration limit) throws InterruptedException {
        try {
            Asked mine = ask(candidate.meant(), limit);
            if (baseline.isEmpty()) {
                return mine.requests().isEmpty() ? unknown() : new Looked.Counted(sample(candidate, mine), Sample.NONE);
            }
            Asked theirs = ask(baseline.get().meant(), limit);
            return mine.requests().isEmpty() && theirs.requests().isEmpty()
                    ? unknown()
                    : new Looked.Counted(sample(candidate, mine), sample(baseline.get(), theirs));
        } catch (Refused refused) {
            return new Looked.Silent(refused.why());
        }
    }

    private Looked unknown() {
        return new Looked.Silent("Prometheus knows no " + candidate.meant().requests());
    }

    record Asked(List<Series> requests, List<Series> failures, List<Found> times) {}

    /** Failures first: what fails between two questions must not be more than there are requests. */
    private Asked ask(Meant meant, Duration limit) throws InterruptedException, Refused {
        List<Series> failures = series(server.query(meant.failures().toString(), limit));
        List<Series> requests = series(server.query(meant.requests().toString(), limit));
        if (meant.times().isEmpty()) {
            return new Asked(requests, failures, List.of());
        }
        Selector times = meant.times().get();
        List<Found> classic = server.query(times.named(times.name() + "_bucket").toString(), limit);
        return new Asked(requests, failures, classic.isEmpty() ? server.query(times.toString(), limit) : classic);
    }

    static List<Series> series(List<Found> found) {
        return found.stream().map(Found::series).toList();
    }

    static Sample sample(Side side, Asked asked) {
        Optional<Times> fine = side.fine().add(asked.times());
        return fine.isPresent()
                ? side.tallied().add(asked.requests(), asked.failures(), fine)
                : side.tallied().add(asked.requests(), asked.failures(), series(asked.times()));
    }
}
