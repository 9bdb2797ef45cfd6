package dev.slipway.actions.check;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Headers;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Patience.Seen;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Cel;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.OneOf;
import dev.slipway.parameters.OrOne;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** {@code check.http}: addresses answer as they should. */
public final class CheckHttp implements Action<CheckHttp.Request> {

    /** HTTP's own, which the client sets itself. */
    private static final Set<String> RESERVED = Set.of("connection", "content-length", "expect", "host", "upgrade");

    public enum Method {
        GET,
        HEAD
    }

    @OneOf({"url", "urls"})
    public record Request(
            @Doc("The address") Optional<URI> url,

            @Doc("Several addresses, all of which must answer as they should")
            Optional<List<URI>> urls,

            @Doc("The status that is right, or a list of them") @OrOne @Standard("200")
            List<Integer> status,

            @Doc("What must hold of the answer: over status, headers, body and json")
            @Cel(roots = {"status", "headers", "body", "json"})
            Optional<String> json,

            @Doc("How long one answer may take before it counts as too slow")
            Optional<Duration> latency,

            @Doc("How one asks") @Standard("get") Method method,

            @Doc("Headers of the request; $NAME is a declared variable, $$ a dollar") @Standard("")
            Map<String, String> headers,

            @Doc("Whether an answer that leads elsewhere is followed there") @Standard("false")
            boolean followRedirects,

            @Doc("How long to wait for one answer") @Standard("10s")
            Duration timeout,

            @Doc("Try again until all is right, for so long")
            Optional<Duration> within,

            @Doc("How long to wait between tries") @Standard("2s")
            Duration every) {
        public Request {
            headers.keySet().stream()
                    .filter(name -> RESERVED.contains(name.toLowerCase(Locale.ROOT)))
                    .forEach(name -> {
                        throw new IllegalArgumentException("the header " + name + " is set by HTTP itself");
                    });
            if (Stream.concat(url.stream(), urls.stream().flatMap(List::stream))
                    .anyMatch(uri -> uri.getUserInfo() != null)) {
                throw new IllegalArgumentException(
                        "an address holds no password: give a header such as Authorization: Basic $LOGIN");
            }
            if (json.isPresent() && method == Method.HEAD) {
                throw new IllegalArgumentException("'json' needs method get: head brings no body");
            }
            if (urls.isPresent() && urls.get().isEmpty()) {
                throw new IllegalArgumentException("'urls' is empty");
            }
        }

        List<URI> addresses() {
            return Stream.concat(url.stream(), urls.stream().flatMap(List::stream))
                    .toList();
        }

        HttpQuestion question(URI uri, Map<String, String> filled) {
            HttpQuestion.Reading reading =
                    json.isPresent() ? HttpQuestion.Reading.BODY : HttpQuestion.Reading.STATUS_ONLY;
            return new HttpQuestion(uri, method.name(), filled, reading);
        }
    }

    @Override
    public String name() {
        return "check.http";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "addresses answer over HTTP as they should";
    }

    @Override
    public String doc() {
        return "Asks from the machine where Slipway runs. Certificates are checked against what that machine trusts. A"
                + " redirect is an answer like any other unless follow-redirects says otherwise, and is never followed from"
                + " https to http. At most 1 MB of an answer is read, and only where 'json' asks for it.";
    }

    @Override
    public String example() {
        return "check.http: {url: 'https://example.com/health', json: \"json.status == 'ok'\", within: 60s}";
    }

    @Override
    public Parameters<Request> parameters() {
        return RecordParameters.of(Request.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        return Headers.variables(new Preview(parameters).under("headers"));
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        List<String> urls = Stream.concat(shown.text("url").stream(), shown.texts("urls").stream())
                .toList();
        String status = shown.texts("status").isEmpty() ? "200" : String.join(" or ", shown.texts("status"));
        String where = urls.isEmpty() ? "?" : urls.size() == 1 ? urls.getFirst() : urls.size() + " addresses";
        return Preview.line(where.replaceAll("\\?.+", "?…")
                + (urls.size() > 1 ? " answer " : " answers ")
                + status
                + shown.phrase(" within ", "within"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Request request, Site site) throws InterruptedException {
        try {
            return ask(request, new Headers(request.headers()).filled(site.environment()), site);
        } catch (IllegalArgumentException undeclared) {
            return new Outcome.Failed(String.valueOf(undeclared.getMessage()));
        }
    }

    private static Outcome ask(Request request, Map<String, String> headers, Site site) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .followRedirects(request.followRedirects() ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
                .connectTimeout(request.timeout())
                .build();
        try {
            List<URI> open = new ArrayList<>(request.addresses());
            return new Patience(request.every(), request.within()).await(site, request.timeout(), limit -> {
                Seen seen = new Seen.AsWanted("");
                while (!open.isEmpty() && seen instanceof Seen.AsWanted) {
                    URI uri = open.getFirst();
                    seen = judge(request, uri, request.question(uri, headers).ask(client, limit), site);
                    if (seen instanceof Seen.AsWanted) {
                        open.removeFirst();
                    }
                }
                return all(request, seen);
            });
        } finally {
            client.shutdownNow();
        }
    }

    private static Seen all(Request request, Seen last) {
        int count = request.addresses().size();
        return last instanceof Seen.AsWanted && count > 1 ? new Seen.AsWanted("all " + count + " answer") : last;
    }

    private static Seen judge(Request request, URI uri, HttpAnswer answer, Site site) {
        return switch (answer) {
            case HttpAnswer.Unanswered(String says) -> new Seen.Otherwise(says.replace("%s", HttpWords.shown(uri)));
            case HttpAnswer.Answered answered -> judge(request, uri, answered, site);
        };
    }

    private static Seen judge(Request request, URI uri, HttpAnswer.Answered answer, Site site) {
        String took = Patience.said(answer.took());
        if (!request.status().contains(answer.status())) {
            return new Seen.Otherwise(answer.status() + " instead of " + HttpWords.statuses(request.status()) + " from "
                    + HttpWords.shown(uri));
        }
        if (request.latency().isPresent()
                && answer.took().compareTo(request.latency().get()) > 0) {
            return new Seen.Otherwise(answer.status() + " only after " + took + " from " + HttpWords.shown(uri)
                    + ", where " + Patience.said(request.latency().get()) + " is the limit");
        }
        return request.json()
                .flatMap(condition -> HttpWords.unmet(condition, uri, answer, site.roots()))
                .<Seen>map(Seen.Otherwise::new)
                .orElseGet(() -> new Seen.AsWanted(answer.status() + " in " + took));
    }
}
