package dev.slipway.proxy;

import dev.slipway.base.Data;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A proxy that runs in this process: one front, and the socket by which it is steered. */
public final class Proxy implements AutoCloseable {
    /** How often a proxy that leaves looks whether anybody is left. */
    private static final long LOOK_MILLIS = 20;

    /** Tells everything that clients do wrong unless it is told not to; kept here, or it forgets what it was told. */
    private static final Logger NETTY = Logger.getLogger("io.netty");

    private final Settings settings;
    private final Core core;
    private final Front front;
    private final Steering steering;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final CountDownLatch served = new CountDownLatch(1);
    private final CountDownLatch parted = new CountDownLatch(1);
    private int port;
    private int metricsPort;
    private @Nullable Control control;
    private boolean leaving;

    /** Why a proxy no longer runs. */
    public enum Ending {
        STOPPED,
        HANDED_OVER
    }

    private Proxy(Settings settings, Core core, Front front, Steering steering) {
        this.settings = settings;
        this.core = core;
        this.front = front;
        this.steering = steering;
    }

    /** Serves when it returns. Throws {@link ProxyFailure} where it cannot. */
    public static Proxy start(Settings settings) {
        return start(settings, Limits.USUAL);
    }

    static Proxy start(Settings settings, Limits limits) {
        // The other that Netty finds first costs a tenth of a second at start.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        NETTY.setLevel(Level.WARNING);
        // So do its events for the flight recorder, with the first request.
        System.setProperty("io.netty.jfr.enabled", "false");
        // Channels are numbered for the whole world by the machine's network cards, which it takes a while to look for.
        System.setProperty("io.netty.machineId", "00:00:00:00:00:00");
        System.setProperty("io.netty.processId", "1");
        return switch (settings.start()) {
            case ALONE -> alone(settings, limits);
            case TAKE_OVER -> takingOver(settings, limits);
        };
    }

    private static Proxy alone(Settings settings, Limits limits) {
        refuseRunning(settings.control());
        if (settings.listen().port() != 0) {
            Front.refuseTaken(settings.listen());
        }
        StateFile file = settings.state().map(StateFile::new).orElse(null);
        Optional<StateFile.Kept> kept = file == null ? Optional.empty() : file.read();
        return open(settings, limits, kept, new Aides(file, null));
    }

    private static void refuseRunning(Path control) {
        if (Control.look(control) == Control.There.SOMEBODY) {
            throw new ProxyFailure("a proxy runs already behind " + control
                    + ": end it (slipway proxy stop) or take over (--take-over)");
        }
    }

    private static Proxy takingOver(Settings settings, Limits limits) {
        if (Control.look(settings.control()) == Control.There.NOBODY) {
            // As after a restart of the machine: a unit that takes over also has to begin.
            return alone(settings, limits);
        }
        Predecessor predecessor = Predecessor.ask(settings.control());
        try {
            StateFile file = settings.state().map(StateFile::new).orElse(null);
            if (file != null) {
                file.write(predecessor.kept().plan(), predecessor.kept().generation());
            }
            Proxy proxy = open(settings, limits, Optional.of(predecessor.kept()), new Aides(file, predecessor));
            predecessor.leave(limits);
            return proxy;
        } catch (IOException e) {
            predecessor.close();
            throw new ProxyFailure("the route plan cannot be kept: " + e.getMessage(), e);
        } catch (ProxyFailure failure) {
            predecessor.close();
            throw failure;
        }
    }

    private record Aides(@Nullable StateFile file, @Nullable Predecessor predecessor) {}

    private static Proxy open(Settings settings, Limits limits, Optional<StateFile.Kept> kept, Aides aides) {
        Routing routing = new Routing(() -> ThreadLocalRandom.current().nextInt(1000));
        kept.ifPresent(plan -> routing.put(plan.plan(), plan.generation()));
        Core core = new Core(routing, limits);
        Front front = new Front(core, Sockets.best(), settings.tls());
        Steering steering = new Steering(routing, aides.file(), aides.predecessor());
        Proxy proxy = new Proxy(settings, core, front, steering);
        try {
            proxy.open();
        } catch (ProxyFailure failure) {
            proxy.close();
            throw failure;
        }
        return proxy;
    }

    private void open() {
        port = front.open(settings.listen());
        settings.metrics().ifPresent(listen -> metricsPort = front.openFigures(listen, this::figures));
        control = controlled();
    }

    private Control controlled() {
        return Control.open(settings.control(), () -> new Conversation(this, steering));
    }

    /** A successor went away before it served. Where its socket had taken the place of this one's, that is made anew. */
    void stay() {
        long until = System.nanoTime() + Limits.STEERED.toNanos();
        try {
            // Of a process that is dying the system closes one thing after the other.
            while (!isSteeredAgain() && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isSteeredAgain() {
        try {
            Control before = control;
            if (leaving || before == null || before.isInPlace()) {
                return true;
            }
            if (Control.look(settings.control()) == Control.There.SOMEBODY) {
                return false;
            }
            control = controlled();
            before.close();
            return true;
        } catch (IOException | ProxyFailure _) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public int metricsPort() {
        return metricsPort;
    }

    String figures() {
        return Figures.of(core, steering.allCounts());
    }

    /** How it was started, for who starts its successor. */
    Data.Mapping about() {
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put("pid", Data.of(ProcessHandle.current().pid()));
        entries.put("listen", Data.of(new Listen(settings.listen().host(), port).toString()));
        settings.state()
                .ifPresent(state ->
                        entries.put("state", Data.of(state.toAbsolutePath().toString())));
        settings.tls().ifPresent(tls -> {
            entries.put(
                    "tls-certificate",
                    Data.of(tls.certificate().toAbsolutePath().toString()));
            entries.put("tls-key", Data.of(tls.key().toAbsolutePath().toString()));
        });
        settings.metrics()
                .ifPresent(metrics ->
                        entries.put("metrics", Data.of(new Listen(metrics.host(), metricsPort).toString())));
        return new Data.Mapping(entries);
    }

    /** Serves what has begun, at most for the time that the limits give, and ends. */
    public void leave() {
        leaveAs(Ending.STOPPED);
    }

    /** A successor is about to listen: who comes from then on comes to it. */
    void makeRoom() {
        SharedPort.giveToNewcomer(port);
    }

    void handedOver() {
        leaveAs(Ending.HANDED_OVER);
    }

    private synchronized void leaveAs(Ending how) {
        if (leaving) {
            return;
        }
        leaving = true;
        // In this order: clients that are told to close their connections come back at once, and should not come here.
        front.stopListening();
        core.leave();
        Thread.ofPlatform().name("leaving").start(() -> finish(how));
    }

    private void finish(Ending how) {
        long until = System.nanoTime() + core.limits().leaving().toNanos();
        try {
            while (isNeeded(how) && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            served.countDown();
            if (how == Ending.HANDED_OVER) {
                // The successor asks for what was counted here.
                boolean _ = parted.await(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        shut();
        ending.complete(how);
    }

    /** Returns when nobody is served here any more. */
    void awaitServed() {
        try {
            served.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void parted() {
        parted.countDown();
    }

    /**
     * With a successor, an idle connection is kept until its client has had one more answer: a request may be on its way, and
     * would be lost. Without one it would be lost anyway.
     */
    private boolean isNeeded(Ending how) {
        return switch (how) {
            case HANDED_OVER -> core.connections().get() > 0 || steering.hasPredecessor();
            case STOPPED ->
                core.routing().table().held().size() > 0
                        || core.routing().allCounts().values().stream().anyMatch(counts -> counts.inFlight() > 0);
        };
    }

    /** Waits until it has ended. */
    public Ending awaitEnd() throws InterruptedException {
        try {
            return ending.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("it ends or it does not", e);
        }
    }

    /** At once, whatever has begun. */
    @Override
    public void close() {
        shut();
        ending.complete(Ending.STOPPED);
    }

    private void shut() {
        synchronized (this) {
            leaving = true;
            if (control != null) {
                control.close();
            }
        }
        front.close();
    }
}
