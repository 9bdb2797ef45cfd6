package dev.slipway.actions.load;

import dev.slipway.actions.load.Programmed.NotMade;
import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Headers;
import dev.slipway.hands.Site;
import dev.slipway.judge.Said;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.OneOf;
import dev.slipway.parameters.OrOne;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.route.LoadMark;
import dev.slipway.run.Outcome;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code load.http}: requests at planned instants, and how they are answered. */
public final class LoadHttp implements Action<LoadHttp.Wanted> {
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int MOST_CONNECTIONS = 10_000;

    /** HTTP's own, which the client sets itself. */
    public enum Method {
        GET,
        HEAD,
        POST,
        PUT,
        PATCH,
        DELETE,
        OPTIONS
    }

    public enum Tool {
        BUILT_IN,
        K6,
        AB,
        HEY;

        Optional<Program> program() {
            return switch (this) {
                case BUILT_IN -> Optional.empty();
                case K6 -> Optional.of(new K6());
                case AB -> Optional.of(new Ab());
                case HEY -> Optional.of(new Hey());
            };
        }
    }

    @OneOf({"url", "urls"})
    public record Wanted(
            @Doc("The address") Optional<URI> url,

            @Doc("Several addresses, asked in turn") Optional<List<URI>> urls,

            @Doc("How many requests a second, such as 50/s; or 90/m, 600/h. Each tool but ab needs it")
            Optional<Rate> rate,

            @Doc("How long") Duration duration,

            @Doc("How one asks") @Standard("get") Method method,

            @Doc("Headers of the requests; $NAME is a declared variable, $$ a dollar") @Standard("")
            Map<String, String> headers,

            @Doc("What is sent with post, put, patch or delete")
            Optional<String> body,

            @Doc("How many requests may be under way together; others wait") @Standard("100")
            int connections,

            @Doc("How long to wait for one answer, and before that for a connection") @Standard("10s")
            Duration timeout,

            @Doc("The status that is right, or a list of them; else each 2xx and 3xx") @OrOne @Standard("")
            List<Integer> expect,

            @Doc("What makes the load; k6, ab and hey are programs at the step's place") @Standard("built-in")
            Tool tool,

            @Doc("What it may cost: errors (1%), p50, p90, p95, p99, max (300ms)") @Standard("")
            AtMost atMost) {
        public Wanted {
            require(!duration.isZero(), "'duration' is 0: nothing can be asked in no time");
            require(!timeout.isZero(), "'timeout' is 0: no answer comes in no time");
            require(
                    connections >= 1 && connections <= MOST_CONNECTIONS,
                    "'connections' is 1 to " + MOST_CONNECTIONS + ", not " + connections);
            require(urls.isEmpty() || !urls.get().isEmpty(), "'urls' is empty");
            require(
                    body.isEmpty()
                            || !Set.of(Method.GET, Method.HEAD, Method.OPTIONS).contains(method),
                    "'body' needs method post, put, patch or delete");
            expect.stream()
                    .filter(status -> status < 200 || status > 599)
                    .forEach(
                            status -> require(false, "'expect' has " + status + ", which no answer has as its status"));
            Headers.check(headers.keySet());
            headers.keySet()
                    .forEach(header -> require(
                            !header.equalsIgnoreCase(LoadMark.HEADER),
                            "'headers' has " + header + ", which load.http sets itself"));
            require(
                    addresses(url, urls).stream().allMatch(uri -> uri.getUserInfo() == null),
                    "an address holds no password: give a header such as Authorization: Basic $LOGIN");
            require(rate.isPresent() || tool == Tool.AB, "'rate' is missing: how many requests a second, such as 50/s");
            Load written = new Load(
                    addresses(url, urls),
                    method.name(),
                    headers,
                    body.orElse(""),
                    rate,
                    duration,
                    connections,
                    timeout,
                    expect);
            tool.program().flatMap(program -> program.refuses(written)).ifPresent(says -> require(false, says));
        }

        private static List<URI> addresses(Optional<URI> url, Optional<List<URI>> urls) {
            return Stream.concat(url.stream(), urls.stream().flatMap(List::stream))
                    .toList();
        }

        private static void require(boolean right, String otherwise) {
            if (!right) {
                throw new IllegalArgumentException(otherwise);
            }
        }

        Load load(Site site) {
            Map<String, String> filled = new LinkedHashMap<>(new Headers(headers).filled(site.environment()));
            filled.put(LoadMark.HEADER, site.origin().replaceAll("/.*", ""));
            return new Load(
                    addresses(url, urls),
                    method.name(),
                    filled,
                    body.orElse(""),
                    rate,
                    duration,
                    connections,
                    timeout,
                    expect);
        }
    }

    @Override
    public String name() {
        return "load.http";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "requests at a steady rate are answered well and in time";
    }

    @Override
    public String doc() {
        return "Each request leaves at its planned instant, whatever the answers do, and its time counts from there: where"
                + " all connections are busy it waits, and the waiting counts. What is not answered within"
                + " 'timeout', or cannot leave for so long, is an error with the time that it waited. Times are kept in buckets of 3 %. The requests are HTTP/1.1 from the"
                + " machine where Slipway runs, and bear X-Slipway-Load: RUN; Slipway's own proxy leaves them out of what it"
                + " counts of versions, everything else counts them. Fails when 'at-most' is broken, or nothing is answered."
                + " With 'tool' another program makes the same load by rules of its own."
                + " See docs/judge.md.";
    }

    @Override
    public String example() {
        return "load.http: {url: 'http://127.0.0.1:8080/', rate: 50/s, duration: 30s,"
                + " at-most: {errors: 1%, p95: 300ms}}";
    }

    @Override
    public Parameters<Wanted> parameters() {
        return RecordParameters.of(Wanted.class);
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
        String where = urls.isEmpty() ? "?" : urls.size() == 1 ? urls.getFirst() : urls.size() + " addresses";
        String tool = shown.text("tool", "built-in");
        String rate = shown.text("rate", tool.equals("ab") ? "as much as is answered" : "?");
        return Preview.line((rate.matches("[\\d.]+") ? rate + "/s" : rate)
                + " for " + shown.text("duration", "?")
                + " to " + where.replaceAll("\\?.+", "?…")
                + (tool.equals("built-in") ? "" : " by " + tool));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Wanted wanted, Site site) throws InterruptedException {
        Load load;
        try {
            load = wanted.load(site);
        } catch (IllegalArgumentException lacking) {
            return new Outcome.Failed(String.valueOf(lacking.getMessage()));
        }
        if (!load.isSendable()) {
            return new Outcome.Failed(
                    "it could not be asked: a header or the address has a character that HTTP forbids");
        }
        try {
            Counts counts = counts(wanted.tool(), load, site);
            site.say(counts.line());
            counts.mishaps().forEach(site::say);
            site.note("Load" + by(wanted.tool()) + ": " + counts.line());
            return outcome(wanted, counts);
        } catch (NotMade not) {
            return new Outcome.Failed(String.valueOf(not.getMessage()));
        }
    }

    private static Counts counts(Tool tool, Load load, Site site) throws NotMade, InterruptedException {
        Optional<Program> program = tool.program();
        if (program.isPresent()) {
            site.say(program.get().name() + " makes load, and says how it went when it has ended");
            return new Programmed(program.get(), load, site).run();
        }
        try (Generator generator = new Generator(load)) {
            return generator.run(EVERY, now -> site.say(now.line()));
        }
    }

    private static String by(Tool tool) {
        return tool.program().map(program -> " by " + program.name()).orElse("");
    }

    private static Outcome outcome(Wanted wanted, Counts counts) {
        if (counts.answered() == 0) {
            return new Outcome.Failed(
                    "none of " + counts.requests() + " requests was answered: " + String.join("; ", counts.mishaps()));
        }
        List<String> broken = wanted.atMost().broken(counts);
        return broken.isEmpty()
                ? new Outcome.Succeeded(summary(counts), outputs(counts))
                : new Outcome.Failed(String.join("; ", broken));
    }

    private static String summary(Counts counts) {
        return counts.requests() + " requests, " + counts.mistakes()
                + counts.time(Measure.P95)
                        .map(seconds -> ", p95 " + Said.time(seconds))
                        .orElse("");
    }

    /** Times in seconds. */
    private static Map<String, Data> outputs(Counts counts) {
        Map<String, Data> outputs = new LinkedHashMap<>();
        outputs.put("requests", Data.of(counts.requests()));
        outputs.put("answered", Data.of(counts.answered()));
        outputs.put("errors", Data.of(counts.errors()));
        for (Measure measure : Measure.values()) {
            counts.time(measure)
                    .ifPresent(seconds -> outputs.put(measure.word(), new Data.Num(BigDecimal.valueOf(seconds))));
        }
        return outputs;
    }
}
