package dev.slipway.actions.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.hands.Traffic;
import dev.slipway.route.Buckets;
import dev.slipway.route.Counts;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A small front in memory that lets real requests through: shares, pins, hold, maintenance and counts, and no speed. */
public final class LoopbackFront implements Traffic, AutoCloseable {
    static {
        // Idle connections to a version end soon, as those of a proxy do.
        System.setProperty("jdk.httpclient.keepalive.timeout", "1");
    }

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<Feature> features;
    private final Map<PoolId, long[]> tallies = new HashMap<>();
    private final Map<Integer, Integer> underWay = new HashMap<>();
    private RoutePlan plan = RoutePlan.EMPTY;
    private long generation = 1;
    private long turn;

    public LoopbackFront() {
        this(EnumSet.allOf(Feature.class));
    }

    public LoopbackFront(Set<Feature> features) {
        this.features = Set.copyOf(features);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    @Override
    public Can can() {
        return new Can("the front of the test", features, Set.of(), Signal.EXACT);
    }

    @Override
    public Optional<URI> entrance() {
        return Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @Override
    public synchronized Live read() {
        return new Live(plan, generation);
    }

    @Override
    public synchronized Applying apply(RoutePlan wanted, long known) {
        if (known != generation) {
            return new Applying.Outdated(read());
        }
        plan = wanted;
        generation++;
        notifyAll();
        return new Applying.Applied(read());
    }

    @Override
    public Draining drain(PoolId pool, Duration requests, Duration streams) {
        long until = System.nanoTime() + requests.toNanos();
        while (inFlight(pool) > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000);
        }
        return inFlight(pool) == 0
                ? new Draining.Drained()
                : new Draining.Remaining(inFlight(pool), inFlight(pool) + " requests");
    }

    private synchronized long inFlight(PoolId pool) {
        return tally(pool)[2];
    }

    @Override
    public synchronized Optional<Counts> observe(PoolId pool) {
        long[] tally = tally(pool);
        return Optional.of(new Counts(
                new Counts.Answered(0, tally[0], 0, 0, tally[1]), 0, 0, 0, Optional.of(Buckets.none()), tally[2], 0));
    }

    private long[] tally(PoolId pool) {
        return tallies.computeIfAbsent(pool, _ -> new long[3]);
    }

    private record Choice(Share share, Endpoint endpoint) {}

    /** Requests on their way to a port, from the moment in which the front has chosen it. */
    synchronized int underWay(int port) {
        return underWay.getOrDefault(port, 0);
    }

    private synchronized Optional<Choice> choose(HttpExchange exchange) throws InterruptedException {
        while (plan.mode() instanceof Mode.Hold) {
            wait();
        }
        if (plan.mode() instanceof Mode.Maintenance) {
            return Optional.empty();
        }
        Optional<Pin> pin = plan.pins().stream()
                .filter(each -> each.value().equals(exchange.getRequestHeaders().getFirst(each.name())))
                .findFirst();
        Share share = pin.flatMap(known -> plan.share(known.pool())).orElseGet(this::byTurn);
        tally(share.pool())[2]++;
        Endpoint endpoint =
                share.endpoints().get((int) (turn % share.endpoints().size()));
        underWay.merge(endpoint.port(), 1, Integer::sum);
        return Optional.of(new Choice(share, endpoint));
    }

    private Share byTurn() {
        // 377 and 1000 have no common divisor: a thousand turns give each share exactly.
        long at = turn++ * 377 % 1000;
        for (Share share : plan.shares()) {
            at -= share.permille();
            if (at < 0) {
                return share;
            }
        }
        throw new IllegalStateException("shares do not add up");
    }

    private void pass(HttpExchange exchange) throws IOException {
        try {
            Optional<Choice> choice = choose(exchange);
            if (choice.isEmpty()) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            forward(exchange, choice.get());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private void forward(HttpExchange exchange, Choice choice) throws IOException, InterruptedException {
        int status = 502;
        byte[] body = new byte[0];
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://" + choice.endpoint() + exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()))
                    .build();
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            status = response.statusCode();
            body = response.body();
        } catch (IOException _) {
            // The version failed: 502.
        } finally {
            synchronized (this) {
                tally(choice.share().pool())[status < 500 ? 0 : 1]++;
                tally(choice.share().pool())[2]--;
                underWay.merge(choice.endpoint().port(), -1, Integer::sum);
            }
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }
}
