package dev.slipway.actions.judge;

import dev.slipway.actions.judge.Fetch.Fetched;
import dev.slipway.hands.Evidence;
import dev.slipway.judge.Sample;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the versions themselves: one or several {@code /metrics} of each, as often as one likes. */
final class MetricsEvidence implements Evidence {
    private final Fetch fetch;
    private final Meant meant;
    private final Side candidate;
    private final Side baseline;
    /** Where several of the baseline are asked, they make two halves for the placebo. */
    private final List<Side> halves;

    private record Side(List<URI> addresses, Tallied tallied) {
        static Side of(List<URI> addresses) {
            return new Side(List.copyOf(addresses), new Tallied());
        }
    }

    private static final class Unanswered extends Exception {
        Unanswered(String why) {
            super(why, null, false, false);
        }
    }

    MetricsEvidence(Fetch fetch, Meant meant, List<URI> candidate, List<URI> baseline) {
        this.fetch = fetch;
        this.meant = meant;
        this.candidate = Side.of(candidate);
        this.baseline = Side.of(baseline);
        this.halves = baseline.size() < 2
                ? List.of()
                : List.of(
                        Side.of(baseline.subList(0, baseline.size() / 2)),
                        Side.of(baseline.subList(baseline.size() / 2, baseline.size())));
    }

    @Override
    public Looked look(Duration limit) throws InterruptedException {
        try {
            // All pages first, so that a version that does not answer leaves the counts of the other as they were.
            List<List<Series>> mine = pages(candidate.addresses(), limit);
            List<List<Series>> theirs = pages(baseline.addresses(), limit);
            List<Sample> parts = new ArrayList<>();
            int from = 0;
            for (Side half : halves) {
                int to = from + half.addresses().size();
                parts.add(sample(half, theirs.subList(from, to)));
                from = to;
            }
            return new Looked.Counted(sample(candidate, mine), sample(baseline, theirs), parts);
        } catch (Unanswered silent) {
            return new Looked.Silent(String.valueOf(silent.getMessage()));
        }
    }

    private List<List<Series>> pages(List<URI> addresses, Duration limit) throws InterruptedException, Unanswered {
        List<List<Series>> pages = new ArrayList<>();
        for (URI address : addresses) {
            String from = address.toString();
            pages.add(
                    switch (fetch.get(address, limit)) {
                        case Fetched.Answered(int status, String text)
                        when status == 200 -> series(address, text, from);
                        case Fetched.Answered(int status, String _) ->
                            throw new Unanswered(Fetch.shown(address) + " answers " + status);
                        case Fetched.Not(String why) -> throw new Unanswered(why);
                    });
        }
        return pages;
    }

    /** Each page's series are told apart by where they come from: two instances may have the same labels. */
    private static List<Series> series(URI address, String text, String from) throws Unanswered {
        try {
            return Exposition.read(text).stream()
                    .map(series -> {
                        Map<String, String> labels = new HashMap<>(series.labels());
                        labels.put("slipway_from", from);
                        return new Series(series.name(), labels, series.value());
                    })
                    .toList();
        } catch (IllegalArgumentException unreadable) {
            throw new Unanswered(Fetch.shown(address) + " answers no metrics: " + unreadable.getMessage());
        }
    }

    private Sample sample(Side side, List<List<Series>> pages) {
        List<Series> all = pages.stream().flatMap(List::stream).toList();
        List<Series> times = meant.times()
                .map(selector -> of(all, selector.named(selector.name() + "_bucket")))
                .orElse(List.of());
        return side.tallied().add(of(all, meant.requests()), of(all, meant.failures()), times);
    }

    private static List<Series> of(List<Series> all, Selector selector) {
        return all.stream().filter(selector::matches).toList();
    }
}
