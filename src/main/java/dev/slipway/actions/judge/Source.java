package dev.slipway.actions.judge;

import dev.slipway.hands.Evidence;
import dev.slipway.hands.FrontEvidence;
import dev.slipway.hands.Headers;
import dev.slipway.hands.ShellLine;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.OrOne;
import dev.slipway.parameters.Standard;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the counts of a step come from. */
sealed interface Source {
    String REQUESTS = "http_requests_total";
    String FAILURES = "http_requests_total{code=~\"5..\"}";

    /** Pages of metrics, asked directly. */
    record Pages(
            @Doc("Pages of metrics of the new version") @OrOne
            List<URI> candidate,

            @Doc("Pages of metrics of the old version, which serves beside it") @OrOne @Standard("")
            List<URI> baseline,

            @Doc("The counter of all requests") @Standard(REQUESTS)
            String requests,

            @Doc("The counter of those that failed") @Standard(FAILURES)
            String failures,

            @Doc("The histogram of how long they took, in seconds, without _bucket")
            Optional<String> times,

            @Doc("Headers of the requests; $NAME is a declared variable, $$ a dollar") @Standard("")
            Map<String, String> headers)
            implements Source {
        public Pages {
            if (candidate.isEmpty()) {
                throw new IllegalArgumentException("'candidate' is empty");
            }
            Meant.of(requests, failures, times);
        }
    }

    /** A Prometheus server. */
    record Server(
            @Doc("The server") URI url,

            @Doc("What tells the new version apart: version=\"v3\"")
            String candidate,

            @Doc("What tells the old version apart, which serves beside it")
            Optional<String> baseline,

            @Doc("The counter of all requests") @Standard(REQUESTS)
            String requests,

            @Doc("The counter of those that failed") @Standard(FAILURES)
            String failures,

            @Doc("The histogram of how long they took, in seconds, without _bucket")
            Optional<String> times,

            @Doc("Headers of the requests; $NAME is a declared variable, $$ a dollar") @Standard("")
            Map<String, String> headers)
            implements Source {
        public Server {
            Meant.of(requests, failures, times);
            if (!candidate.contains("${")) {
                Selector.labels(candidate);
            }
            baseline.filter(labels -> !labels.contains("${")).ifPresent(Selector::labels);
        }
    }

    /** A front's own counts. */
    record Behind(String front, String candidate, Optional<String> baseline) implements Source {}

    record Shell(String command) implements Source {}

    /** What has to be closed when the step ends, with the evidence. */
    record Opened(Evidence evidence, double share, Optional<Fetch> fetch) implements AutoCloseable {
        @Override
        public void close() {
            fetch.ifPresent(Fetch::close);
        }
    }

    /** Throws {@link IllegalArgumentException} with one sentence when something that it needs is not declared. */
    default Opened open(Site site) throws InterruptedException {
        return switch (this) {
            case Pages pages -> {
                Fetch fetch = new Fetch(new Headers(pages.headers()).filled(site.environment()));
                Meant meant = Meant.of(pages.requests(), pages.failures(), pages.times());
                yield new Opened(
                        new MetricsEvidence(fetch, meant, pages.candidate(), pages.baseline()),
                        share(!pages.baseline().isEmpty()),
                        Optional.of(fetch));
            }
            case Server server -> {
                Fetch fetch = new Fetch(new Headers(server.headers()).filled(site.environment()));
                Meant meant = Meant.of(server.requests(), server.failures(), server.times());
                yield new Opened(
                        new PrometheusEvidence(
                                new PrometheusServer(server.url(), fetch),
                                meant.and(Selector.labels(server.candidate())),
                                server.baseline().map(Selector::labels).map(meant::and)),
                        share(server.baseline().isPresent()),
                        Optional.of(fetch));
            }
            case Behind behind -> behind(behind, site);
            case Shell shell ->
                new Opened(new CommandEvidence(new ShellLine(shell.command()), site), Double.NaN, Optional.empty());
        };
    }

    private static double share(boolean beside) {
        return beside ? Double.NaN : 1;
    }

    private static Opened behind(Behind behind, Site site) throws InterruptedException {
        Site.Front front = site.front(behind.front());
        RoutePlan live = front.traffic().read().plan();
        PoolId candidate = new PoolId(behind.candidate());
        PoolId baseline = behind.baseline()
                .map(PoolId::new)
                .orElseGet(() -> live.shares().stream()
                        .filter(share -> !share.pool().equals(candidate) && share.permille() > 0)
                        .map(Share::pool)
                        .findFirst()
                        .orElse(candidate));
        boolean alone = baseline.equals(candidate);
        double share = live.share(candidate).map(of -> of.permille() / 1000.0).orElse(0.0);
        return new Opened(
                new FrontEvidence(front.traffic(), candidate, alone ? null : baseline),
                alone ? 1 : share,
                Optional.empty());
    }
}
