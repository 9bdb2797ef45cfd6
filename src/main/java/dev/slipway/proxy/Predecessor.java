package dev.slipway.proxy;

import dev.slipway.base.Data;
import dev.slipway.operations.CountsJson;
import dev.slipway.operations.RouteJson;
import dev.slipway.route.Counts;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy that this one takes over from. While it still serves what it has begun, it has to follow every plan, and its
 * requests count: a version is drained when both are done with it.
 */
final class Predecessor implements AutoCloseable {
    private final Wire wire;
    private final Wire parting;
    private final StateFile.Kept kept;
    private final Map<PoolId, Counts> last = new HashMap<>();
    private boolean gone;

    private Predecessor(Wire wire, Wire parting, StateFile.Kept kept) {
        this.wire = wire;
        this.parting = parting;
        this.kept = kept;
    }

    /** Asks for its plan; from now on it takes no other, until it is told to leave or this connection ends. */
    static Predecessor ask(Path control) {
        try {
            Wire wire = Wire.to(control);
            // Now, because soon another one answers behind this path.
            Wire parting = Wire.to(control);
            Data.Mapping answer = wire.ask(question("hand-over"));
            if (answer.entries().get("plan") instanceof Data.Mapping plan
                    && answer.entries().get("generation") instanceof Data.Num generation) {
                return new Predecessor(
                        wire,
                        parting,
                        new StateFile.Kept(
                                RouteJson.read(plan), generation.value().longValueExact()));
            }
            wire.close();
            parting.close();
            throw new ProxyFailure("the proxy behind " + control + " does not hand over: "
                    + answer.entries().getOrDefault("refused", answer).plain());
        } catch (IOException e) {
            throw new ProxyFailure(
                    "no proxy answers behind " + control + ": start one without --take-over (" + e.getMessage() + ")",
                    e);
        }
    }

    private static Data.Mapping question(String what) {
        return new Data.Mapping(Map.of("ask", Data.of(what)));
    }

    StateFile.Kept kept() {
        return kept;
    }

    /** It stops listening and leaves when it has served what it has begun; what it counted until then stays known here. */
    void leave() {
        synchronized (this) {
            askQuietly(question("leave"));
        }
        Thread.ofVirtual().name("farewell").start(this::part);
    }

    /** Its last answer is what it counted to its end. */
    private void part() {
        try (parting) {
            Data.Mapping counts = parting.ask(question("farewell"));
            synchronized (this) {
                remember(counts);
            }
        } catch (IOException _) {
            // It died. What it counted last is as much as anybody knows.
        }
        close();
    }

    synchronized boolean isGone() {
        return gone;
    }

    private void remember(Data.Mapping answer) {
        answer.entries().forEach((pool, counts) -> {
            if (counts instanceof Data.Mapping) {
                last.put(new PoolId(pool), CountsJson.read(counts));
            }
        });
    }

    synchronized void follow(RoutePlan plan, long generation) {
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put("ask", Data.of("follow"));
        entries.put("generation", new Data.Num(BigDecimal.valueOf(generation)));
        entries.put("plan", RouteJson.write(plan));
        askQuietly(new Data.Mapping(entries));
    }

    /** What it counted; of one that has left, what it counted last. */
    synchronized Map<PoolId, Counts> counts() {
        askQuietly(question("counts")).ifPresent(this::remember);
        if (gone) {
            last.replaceAll((_, counts) -> still(counts));
        }
        return Map.copyOf(last);
    }

    private static Counts still(Counts counts) {
        return new Counts(
                counts.answered(),
                counts.unreachable(),
                counts.broken(),
                counts.aborted(),
                counts.latency(),
                0,
                0,
                counts.unanswered());
    }

    private Optional<Data.Mapping> askQuietly(Data.Mapping question) {
        if (gone) {
            return Optional.empty();
        }
        try {
            return Optional.of(wire.ask(question));
        } catch (IOException _) {
            // It has left, or died; either way it serves nobody any more.
            gone = true;
            wire.close();
            return Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        gone = true;
        wire.close();
        parting.close();
    }
}
