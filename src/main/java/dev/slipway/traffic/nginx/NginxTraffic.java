package dev.slipway.traffic.nginx;

import dev.slipway.hands.FileLease;
import dev.slipway.hands.Traffic;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.route.Counts;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * nginx by links in a folder: a plan is built beside the one that is live, and one renamed link makes all of it current.
 * nginx is asked where its requests go before and after; it is never reloaded.
 */
public final class NginxTraffic implements Traffic {

    /** Where the part of its configuration listens that is asked, unless told otherwise. */
    public static final Endpoint USUAL = Endpoint.local(7780);

    private static final Can CAN = new Can(
            "nginx",
            Set.of(Feature.SHARES, Feature.PINS, Feature.MAINTENANCE, Feature.COUNTS, Feature.LATENCY),
            Set.of(),
            Signal.SOCKETS);

    private static final Duration TURN = Duration.ofSeconds(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    /** A request that has begun to find its way in an older plan still needs it for some microseconds. */
    private static final int PLANS_KEPT = 8;
    /** How often it is looked again while others make plans live. */
    private static final int LOOKS = 10;

    private final Path folder;
    private final Probe probe;
    private final AccessLog log;

    /**
     * @param folder that its configuration names; written by Slipway, looked at by nginx
     * @param at where the part of its configuration listens that says what nginx sees
     */
    public NginxTraffic(Path folder, Endpoint at) {
        this.folder = folder;
        this.probe = new Probe(at);
        this.log = new AccessLog(folder.resolve("requests.log"));
    }

    @Override
    public Can can() {
        return CAN;
    }

    @Override
    public Live read() {
        try {
            return look();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** As nginx sees it. */
    private Live look() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new TrafficFailure("There is no folder " + folder
                    + ": create it as docs/nginx.md shows, or write the one that nginx's configuration names.");
        }
        Optional<Path> linked = linked();
        Optional<Path> seen = seen();
        for (int tries = 1; !seen.equals(linked); tries++) {
            Optional<Path> now = linked();
            // Unless somebody has made another plan live meanwhile.
            if (now.equals(linked) || tries == LOOKS) {
                throw seen.map(this::elsewhere).orElseGet(this::shut);
            }
            linked = now;
            seen = seen();
        }
        return linked.isEmpty() ? new Live(RoutePlan.EMPTY, 0) : live(linked.get());
    }

    private Optional<Path> linked() throws IOException {
        Path link = folder.resolve("live");
        return Files.isSymbolicLink(link) ? Optional.of(link.toRealPath()) : Optional.empty();
    }

    private Optional<Path> seen() throws IOException {
        return probe.look("live").map(Probe.Seen::path);
    }

    private static Live live(Path plan) throws IOException {
        return new Live(new PlanFolder(plan).read(), Long.parseLong(String.valueOf(plan.getFileName())));
    }

    private TrafficFailure elsewhere(Path path) {
        return new TrafficFailure("nginx at " + probe.at() + " looks into " + path + ", not into " + folder
                + ": write the folder that its configuration names.");
    }

    private TrafficFailure shut() {
        return new TrafficFailure("nginx cannot look into " + folder
                + ": let its user pass through it and the folders above (chmod o+x).");
    }

    private TrafficFailure failure(IOException e) {
        if (e instanceof AccessDeniedException || (Files.isDirectory(folder) && !Files.isWritable(folder))) {
            return new TrafficFailure(System.getProperty("user.name") + " may not write to " + folder
                    + ": give that folder to the one who runs Slipway.");
        }
        return new TrafficFailure(
                "The routes of nginx in " + folder + " cannot be read or written: " + reason(e) + ".");
    }

    /** Without the path, which may end with the value of a pin. */
    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "something there is missing";
            case FileAlreadyExistsException _ -> "something there is in the way";
            case FileSystemException failure when failure.getReason() != null -> failure.getReason();
            default -> e.getClass().getSimpleName();
        };
    }

    @Override
    public Applying apply(RoutePlan plan, long generation) throws InterruptedException {
        Optional<String> why = Refusals.why(plan);
        if (why.isPresent()) {
            return new Applying.Refused(why.get());
        }
        try {
            look();
            Path lease = folder.resolve("lease");
            try (FileLease _ = FileLease.take(lease, TURN)
                    .orElseThrow(() -> new TrafficFailure("Another Slipway has been changing the routes of nginx for "
                            + TURN.toSeconds() + " s (" + lease + "): wait for it, or end it."))) {
                Live live = look();
                return live.generation() == generation
                        ? new Applying.Applied(makeLive(plan, live))
                        : new Applying.Outdated(live);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Live makeLive(RoutePlan plan, Live live) throws IOException {
        long generation = live.generation() + 1;
        Path next = plans().resolve(Long.toString(generation));
        // What a crash left of one that never was live.
        delete(next);
        new PlanFolder(next).write(plan, live.plan().pins());
        if (probe.look("plans/" + generation + "/front/0/0/0").isEmpty()) {
            throw shut();
        }
        Path link = folder.resolve("live.next");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of("plans", Long.toString(generation)));
        Files.move(link, folder.resolve("live"), StandardCopyOption.ATOMIC_MOVE);
        Live now = look();
        for (Path old : kept()) {
            if (number(old) <= generation - PLANS_KEPT) {
                delete(old);
            }
        }
        return now;
    }

    private Path plans() {
        return folder.resolve("plans");
    }

    private List<Path> kept() throws IOException {
        if (!Files.isDirectory(plans())) {
            return List.of();
        }
        try (Stream<Path> plans = Files.list(plans())) {
            return plans.filter(plan -> number(plan) >= 0).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long number(Path plan) {
        String name = String.valueOf(plan.getFileName());
        return name.matches("[0-9]{1,18}") ? Long.parseLong(name) : -1;
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Draining drain(PoolId pool, Duration requests, Duration streams) throws InterruptedException {
        // nginx does not say which of its connections is upgraded or streams events.
        long end = System.nanoTime() + requests.plus(streams).toNanos();
        int quiet = 0;
        while (true) {
            boolean late = System.nanoTime() >= end;
            long open = open(pool);
            // A request that found its way by the last plan may connect a moment later: two looks are one.
            quiet = open == 0 ? quiet + 1 : 0;
            if (quiet == 2) {
                return new Draining.Drained();
            }
            if (late && open > 0) {
                return new Draining.Remaining(open, open == 1 ? "1 connection" : open + " connections");
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    /** To where this version listens or did in one of the last plans, without what has a share now. */
    private long open(PoolId pool) {
        try {
            Live live = look();
            Set<Endpoint> endpoints = new HashSet<>();
            for (Path plan : kept()) {
                // What lies above was never live: a crash left it. What lies below is about to be deleted.
                if (number(plan) <= live.generation() && number(plan) > live.generation() - PLANS_KEPT + 1) {
                    new PlanFolder(plan)
                            .read()
                            .share(pool)
                            .map(Share::endpoints)
                            .ifPresent(endpoints::addAll);
                }
            }
            if (live.plan().mode() instanceof Mode.Serve) {
                live.plan().shares().stream()
                        .filter(share -> share.permille() > 0)
                        .map(Share::endpoints)
                        .forEach(endpoints::removeAll);
            }
            return endpoints.isEmpty() ? 0 : Sockets.to(endpoints, worker().orElseThrow(this::shut));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private OptionalLong worker() {
        return probe.look("live").stream().mapToLong(Probe.Seen::pid).findFirst();
    }

    @Override
    public Optional<Counts> observe(PoolId pool) {
        return read().plan()
                .share(pool)
                .map(share -> log.counts(pool, Sockets.to(share.endpoints(), worker().orElseThrow(this::shut))));
    }
}
