package dev.slipway.actions.deploy;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.base.Secret;
import dev.slipway.hands.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Processes that are servers of this one: they begin at once, answer with their version, and end hard. */
final class ServersInMemory implements Processes, AutoCloseable {
    private record Kept(
            Wanted wanted, Optional<HttpServer> server, int port, Instant since, Optional<Instant> retiring) {}

    private final TreeMap<Name, Kept> all = new TreeMap<>();
    private final Map<Name, AtomicInteger> inFlight = new ConcurrentHashMap<>();
    private final List<String> starts = new ArrayList<>();

    private final LoopbackFront front;

    /** @param front knows of connections that have not arrived yet, as the system does of real ones */
    ServersInMemory(LoopbackFront front) {
        this.front = front;
    }

    /** Every start that was no finding. */
    List<String> starts() {
        return starts;
    }

    @Override
    public Starting start(Wanted wanted, List<Secret> secrets) {
        Kept kept = all.get(wanted.name());
        if (kept == null || kept.server().isEmpty()) {
            starts.add(wanted.name().toString());
            HttpServer server = serve(wanted.name());
            all.put(
                    wanted.name(),
                    new Kept(
                            wanted,
                            Optional.of(server),
                            server.getAddress().getPort(),
                            Instant.ofEpochSecond(starts.size()),
                            Optional.empty()));
        }
        return new Starting.Running(find(wanted.name()).orElseThrow());
    }

    private HttpServer serve(Name name) {
        AtomicInteger count = inFlight.computeIfAbsent(name, _ -> new AtomicInteger());
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            byte[] bytes = name.version().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            server.createContext("/", exchange -> {
                count.incrementAndGet();
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
                count.decrementAndGet();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Starting again(Name name, List<Secret> secrets) {
        Kept kept = all.get(name);
        return kept == null
                ? new Starting.Refused("nothing is known of " + name + " any more")
                : start(kept.wanted(), secrets);
    }

    @Override
    public List<Seen> list() {
        return all.entrySet().stream()
                .map(entry -> seen(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Seen seen(Name name, Kept kept) {
        return new Seen(
                name,
                kept.port(),
                kept.server().isPresent() ? State.RUNNING : State.STOPPED,
                Optional.empty(),
                kept.since(),
                0,
                Optional.empty(),
                kept.retiring(),
                kept.wanted().origin());
    }

    @Override
    public void stop(Name name) {
        Kept kept = all.get(name);
        if (kept != null) {
            kept.server().ifPresent(server -> server.stop(0));
            all.put(name, new Kept(kept.wanted(), Optional.empty(), kept.port(), kept.since(), Optional.empty()));
        }
    }

    @Override
    public Optional<Seen> find(Name name) {
        return Optional.ofNullable(all.get(name)).map(kept -> seen(name, kept));
    }

    @Override
    public void forget(Name name) {
        stop(name);
        all.remove(name);
    }

    @Override
    public void retire(Name name, Instant when) {
        Kept kept = Objects.requireNonNull(all.get(name));
        all.put(name, new Kept(kept.wanted(), kept.server(), kept.port(), kept.since(), Optional.of(when)));
    }

    @Override
    public boolean recall(Name name) {
        Kept kept = Objects.requireNonNull(all.get(name));
        all.put(name, new Kept(kept.wanted(), kept.server(), kept.port(), kept.since(), Optional.empty()));
        return kept.server().isPresent();
    }

    @Override
    public List<String> tail(Name name, int lines) {
        return List.of();
    }

    /** Requests that are with it; time enough for one that is on its way. */
    @Override
    public int connections(Name name) {
        LockSupport.parkNanos(5_000_000);
        int coming = all.containsKey(name)
                ? front.underWay(Objects.requireNonNull(all.get(name)).port())
                : 0;
        return coming + inFlight.computeIfAbsent(name, _ -> new AtomicInteger()).get();
    }

    @Override
    public void close() {
        all.values().forEach(kept -> kept.server().ifPresent(server -> server.stop(0)));
    }
}
