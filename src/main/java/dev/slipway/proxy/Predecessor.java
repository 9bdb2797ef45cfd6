package dev.slipway.proxy;

import dev.slipway.base.Data;
import dev.slipway.hands.LineSocket;
import dev.slipway.operations.CountsJson;
import dev.slipway.operations.RouteJson;
import dev.slipway.route.Counts;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that this one takes over from. While it still serves what it has begun, it has to follow every plan, and its
 * requests count: a version is drained when both are done with it.
 */
final class Predecessor implements AutoCloseable {
    private final LineSocket wire;
    private final LineSocket parting;
    private final StateFile.Kept kept;
    private final Map<PoolId, Counts> last = new HashMap<>();
    private boolean gone;

    private Predecessor(LineSocket wire, LineSocket parting, StateFile.Kept kept) {
        this.wire = wire;
        this.parting = parting;
        this.kept = kept;
    }

    /** Asks for its plan; from now on it takes no other, until it is told to leave or this connection ends. */
    static Predecessor ask(Path control) {
        LineSocket wire = null;
        LineSocket parting = null;
        boolean taken = false;
        try {
            wire = LineSocket.to(control, Limits.STEERED);
            // Now, because soon another one answers behind this path.
            parting = LineSocket.to(control, Limits.STEERED);
            Predecessor predecessor =
                    new Predecessor(wire, parting, kept(control, wire.ask(question("hand-over"), Limits.STEERED)));
            taken = true;
            return predecessor;
        } catch (SocketTimeoutException e) {
            throw new ProxyFailure(
                    "the proxy behind " + control + " does not answer: end its process, and start again", e);
        } catch (IOException e) {
            throw new ProxyFailure(
                    "the proxy behind " + control + " cannot be taken over from (" + e.getMessage() + "): start again",
                    e);
        } finally {
            if (!taken) {
                close(wire);
                close(parting);
            }
        }
    }

    private static void close(@Nullable LineSocket socket) {
        if (socket != null) {
            socket.close();
        }
    }

    private static StateFile.Kept kept(Path control, Data.Mapping answer) {
        if (answer.entries().get("plan") instanceof Data.Mapping plan
                && answer.entries().get("generation") instanceof Data.Num generation) {
            try {
                return new StateFile.Kept(
                        RouteJson.read(plan), generation.value().longValueExact());
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new ProxyFailure(
                        "the proxy behind " + control + " hands over a plan that this version of Slipway cannot read: "
                                + e.getMessage(),
                        e);
            }
        }
        throw new ProxyFailure("the proxy behind " + control + " does not hand over: "
                + (answer.entries().get("refused") instanceof Data.Text why ? why.value() : "its answer has no plan"));
    }

    private static Data.Mapping question(String what) {
        return new Data.Mapping(Map.of("ask", Data.of(what)));
    }

    StateFile.Kept kept() {
        return kept;
    }

    /** It stops listening and leaves when it has served what it has begun; what it counted until then stays known here. */
    void leave(Limits limits) {
        synchronized (this) {
            askQuietly(question("leave"));
        }
        Thread.ofPlatform()
                .daemon()
                .name("farewell")
                .start(() -> part(limits.leaving().plus(Limits.STEERED)));
    }

    /** Its last answer is what it counted to its end. */
    private void part(Duration within) {
        try (parting) {
            Data.Mapping counts = parting.ask(question("farewell"), within);
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
            return Optional.of(wire.ask(question, Limits.STEERED));
        } catch (IOException _) {
            // It has left, or died, or hangs; whichever it is, nobody waits for it again.
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
