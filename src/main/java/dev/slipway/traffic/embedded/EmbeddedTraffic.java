package dev.slipway.traffic.embedded;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.Traffic;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.operations.CountsJson;
import dev.slipway.operations.RouteJson;
import dev.slipway.route.Counts;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Sticky;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** {@code slipway proxy}, by its control socket. */
public final class EmbeddedTraffic implements Traffic {
    /** Often enough that a release does not wait for it. */
    private static final long LOOK_MILLIS = 10;

    /** A successor needs as long as a start until it takes plans. */
    private static final Duration TAKING_OVER = Duration.ofSeconds(10);

    private static final Can CAN = new Can("Slipway's proxy", EnumSet.allOf(Feature.class), Set.of(), Signal.EXACT);

    private static final int KEY_BYTES = 32;

    private final ControlSocket socket;
    private final UnaryOperator<RoutePlan> declared;

    private EmbeddedTraffic(Path control, UnaryOperator<RoutePlan> declared) {
        this.socket = new ControlSocket(control);
        this.declared = declared;
    }

    /** Applies plans as they are. */
    public EmbeddedTraffic(Path control) {
        this(control, UnaryOperator.identity());
    }

    /**
     * Applies every plan with a cookie of this name that keeps visitors with their version. Its key is made here, once, and
     * lives in the proxy alone.
     */
    public static EmbeddedTraffic sticky(Path control, String cookie) {
        return new EmbeddedTraffic(
                control,
                plan -> plan.sticking(plan.sticky()
                        .filter(known -> known.cookie().equals(cookie))
                        .orElseGet(() -> new Sticky(cookie, new Secret("the key of " + cookie, key())))));
    }

    /** Applies every plan without one. */
    public static EmbeddedTraffic loose(Path control) {
        return new EmbeddedTraffic(control, RoutePlan::loose);
    }

    private static String key() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    @Override
    public Can can() {
        return CAN;
    }

    /** As it says itself. With TLS its certificate is for a name that only the author knows. */
    @Override
    public Optional<URI> entrance() {
        Map<String, Data> about = about();
        return about.get("listen") instanceof Data.Text listen && !about.containsKey("tls-certificate")
                ? Optional.of(URI.create("http://"
                        + listen.value()
                                .replaceFirst("^0\\.0\\.0\\.0:", "127.0.0.1:")
                                .replaceFirst("^\\[::]:", "[::1]:")))
                : Optional.empty();
    }

    @Override
    public Live read() {
        return live(ask("read", Map.of()));
    }

    @Override
    public Applying apply(RoutePlan plan, long generation) {
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put("generation", new Data.Num(BigDecimal.valueOf(generation)));
        entries.put("plan", RouteJson.write(declared.apply(plan)));
        Data.Mapping answer = ask("apply", entries);
        long until = System.nanoTime() + TAKING_OVER.toNanos();
        while (answer.entries().get("later") instanceof Data.Text why) {
            if (System.nanoTime() >= until || Thread.currentThread().isInterrupted()) {
                throw new TrafficFailure(why.value());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            answer = ask("apply", entries);
        }
        if (answer.entries().get("refused") instanceof Data.Text why) {
            return new Applying.Refused(why.value());
        }
        Live live = live(answer);
        return text(answer, "is").equals("applied") ? new Applying.Applied(live) : new Applying.Outdated(live);
    }

    @Override
    public Draining drain(PoolId pool, Duration requests, Duration streams) throws InterruptedException {
        long left = await(pool, requests, Counts::inFlight);
        if (left > 0) {
            return new Draining.Remaining(left, left == 1 ? "1 request" : left + " requests");
        }
        left = await(pool, streams, Counts::streams);
        return left > 0
                ? new Draining.Remaining(left, left == 1 ? "1 stream" : left + " streams")
                : new Draining.Drained();
    }

    private interface Part {
        long of(Counts counts);
    }

    private long await(PoolId pool, Duration atMost, Part part) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (true) {
            long left = observe(pool).map(part::of).orElse(0L);
            if (left == 0 || System.nanoTime() >= until) {
                return left;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public Optional<Counts> observe(PoolId pool) {
        Data.Mapping answer = ask("observe", Map.of("pool", Data.of(pool.value())));
        try {
            return Optional.ofNullable(answer.entries().get("counts")).map(CountsJson::read);
        } catch (IllegalArgumentException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** How the proxy was started: {@code pid}, {@code listen}, and what else was given, by the names of the options. */
    public Map<String, Data> about() {
        return ask("about", Map.of()).entries();
    }

    /** What it counts, in the text format of Prometheus. */
    public String figures() {
        return text(ask("metrics", Map.of()), "text");
    }

    /** It serves what it has begun, and ends. */
    public void stop() {
        ask("stop", Map.of());
    }

    private Data.Mapping ask(String what, Map<String, Data> with) {
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put("ask", Data.of(what));
        entries.putAll(with);
        return socket.ask(new Data.Mapping(entries));
    }

    private static Live live(Data.Mapping answer) {
        if (!(answer.entries().get("plan") instanceof Data.Mapping plan)) {
            throw unreadable("'plan' is missing");
        }
        if (!(answer.entries().get("generation") instanceof Data.Num generation)) {
            throw unreadable("'generation' is missing");
        }
        try {
            return new Live(RouteJson.read(plan), generation.value().longValueExact());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static String text(Data.Mapping answer, String name) {
        if (answer.entries().get(name) instanceof Data.Text text) {
            return text.value();
        }
        throw unreadable("'" + name + "' is missing");
    }

    /** Without the answer: the key of a cookie and the values of pins may be in it. */
    private static TrafficFailure unreadable(String why) {
        return new TrafficFailure("the proxy gave an answer that this version of Slipway cannot read: " + why);
    }
}
