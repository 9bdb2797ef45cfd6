package dev.slipway.actions.judge;

import dev.slipway.actions.judge.Fetch.Fetched;
import dev.slipway.actions.judge.PrometheusServer.Refused;
import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Headers;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Patience.Seen;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code check.monitoring}: those who watch are awake, and see nothing bad. */
public final class CheckMonitoring implements Action<CheckMonitoring.Monitoring> {

    public record Monitoring(
            @Doc("The Prometheus server") URI prometheus,

            @Doc("Jobs whose targets must be up") @Standard("")
            List<String> jobs,

            @Doc("How long ago a target may have been scraped") @Standard("2m")
            Duration fresh,

            @Doc("Alerts of which none may fire; '*' is any") @Standard("")
            List<String> alerts,

            @Doc("An Alertmanager that must be ready") Optional<URI> alertmanager,

            @Doc("Headers of the requests; $NAME is a declared variable, $$ a dollar") @Standard("")
            Map<String, String> headers,

            @Doc("How long to wait for one answer") @Standard("10s")
            Duration timeout,

            @Doc("Try again until all is right, for so long")
            Optional<Duration> within,

            @Doc("How long to wait between tries") @Standard("5s")
            Duration every) {}

    @Override
    public String name() {
        return "check.monitoring";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "Prometheus sees what it should, and no alert fires";
    }

    @Override
    public String doc() {
        return "Prometheus answers, each target of 'jobs' is up and was scraped lately, none of 'alerts' fires, and the"
                + " Alertmanager is ready. For the time before a release: what is broken already must not look like its"
                + " fault; and for the end.";
    }

    @Override
    public String example() {
        return "check.monitoring: {prometheus: 'http://localhost:9090', jobs: [shop], alerts: ['*'], within: 2m}";
    }

    @Override
    public Parameters<Monitoring> parameters() {
        return RecordParameters.of(Monitoring.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        return Headers.variables(new Preview(parameters).under("headers"));
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        List<String> jobs = shown.texts("jobs");
        return Preview.line(shown.text("prometheus", "?")
                + (jobs.isEmpty() ? "" : ", " + String.join(", ", jobs))
                + (shown.texts("alerts").isEmpty() ? "" : ", no alert"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Monitoring wanted, Site site) throws InterruptedException {
        try (Fetch fetch = new Fetch(new Headers(wanted.headers()).filled(site.environment()))) {
            PrometheusServer server = new PrometheusServer(wanted.prometheus(), fetch);
            return new Patience(wanted.every(), wanted.within())
                    .await(site, wanted.timeout(), limit -> look(wanted, server, site.now(), limit));
        } catch (IllegalArgumentException wrong) {
            return new Outcome.Failed(String.valueOf(wrong.getMessage()));
        }
    }

    private static Seen look(Monitoring wanted, PrometheusServer server, Instant now, Duration limit)
            throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        try {
            int up = targets(wanted, server.asked("targets?state=active", limit), now, wrong);
            alerts(wanted, server.asked("alerts", limit), wrong);
            if (wanted.alertmanager().isPresent()) {
                ready(wanted.alertmanager().get(), server.fetch(), limit).ifPresent(wrong::add);
            }
            return wrong.isEmpty()
                    ? new Seen.AsWanted(up + " targets up")
                    : new Seen.Otherwise(String.join("; ", wrong));
        } catch (Refused refused) {
            return new Seen.Otherwise(refused.why());
        }
    }

    private static int targets(Monitoring wanted, Data data, Instant now, List<String> wrong) {
        int up = 0;
        for (String job : wanted.jobs()) {
            List<Data> mine = PrometheusServer.items(PrometheusServer.at(data, "activeTargets")).stream()
                    .filter(target -> PrometheusServer.text(
                                    PrometheusServer.at(PrometheusServer.at(target, "labels"), "job"))
                            .equals(job))
                    .toList();
            if (mine.isEmpty()) {
                wrong.add("Prometheus has no target of the job '" + job + "'");
            }
            for (Data target : mine) {
                Optional<String> says = down(target, wanted.fresh(), now);
                says.ifPresent(wrong::add);
                up += says.isEmpty() ? 1 : 0;
            }
        }
        return up;
    }

    private static Optional<String> down(Data target, Duration fresh, Instant now) {
        String instance = PrometheusServer.text(PrometheusServer.at(PrometheusServer.at(target, "labels"), "instance"));
        String health = PrometheusServer.text(PrometheusServer.at(target, "health"));
        if (!health.equals("up")) {
            return Optional.of(instance + " is " + (health.isEmpty() ? "unknown" : health));
        }
        Optional<Instant> last = instant(PrometheusServer.text(PrometheusServer.at(target, "lastScrape")));
        if (last.isEmpty()) {
            return Optional.of(instance + " was never scraped");
        }
        Duration ago = Duration.between(last.get(), now);
        return ago.compareTo(fresh) > 0
                ? Optional.of(instance + " was scraped " + Patience.said(ago) + " ago, and " + Patience.said(fresh)
                        + " is the limit")
                : Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static void alerts(Monitoring wanted, Data data, List<String> wrong) {
        if (wanted.alerts().isEmpty()) {
            return;
        }
        PrometheusServer.items(PrometheusServer.at(data, "alerts")).stream()
                .filter(alert -> PrometheusServer.text(PrometheusServer.at(alert, "state"))
                        .equals("firing"))
                .map(alert ->
                        PrometheusServer.text(PrometheusServer.at(PrometheusServer.at(alert, "labels"), "alertname")))
                .filter(name -> wanted.alerts().contains("*") || wanted.alerts().contains(name))
                .distinct()
                .sorted()
                .forEach(name -> wrong.add("the alert " + name + " fires"));
    }

    private static Optional<String> ready(URI alertmanager, Fetch fetch, Duration limit) throws InterruptedException {
        URI uri = URI.create(alertmanager.toString().replaceAll("/$", "") + "/-/ready");
        return switch (fetch.get(uri, limit)) {
            case Fetched.Answered(int status, String _) ->
                status == 200 ? Optional.empty() : Optional.of("the Alertmanager answers " + status);
            case Fetched.Not(String why) -> Optional.of("the Alertmanager: " + why);
        };
    }
}
