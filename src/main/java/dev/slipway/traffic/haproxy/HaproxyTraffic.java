package dev.slipway.traffic.haproxy;

import dev.slipway.hands.FileLease;
import dev.slipway.hands.Traffic;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.route.Counts;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.Network;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * HAProxy by its runtime API. A version is put into a free slot of the configuration while nothing leads there, then one
 * replaced map makes the whole plan live. Nothing is reloaded, and all that is remembered is in HAProxy itself.
 */
public final class HaproxyTraffic implements Traffic {

    private static final Can CAN = new Can(
            "HAProxy",
            Set.of(Feature.SHARES, Feature.PINS, Feature.MAINTENANCE, Feature.COUNTS),
            Set.of(),
            Signal.EXACT);

    /** Longer than the two seconds that a slow machine takes to apply a plan. */
    private static final Duration TURN = Duration.ofSeconds(15);

    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    private final Haproxy haproxy;

    /**
     * @param socket of its {@code stats socket} line, with {@code level admin}
     * @param backend what its configuration calls the front: the slots are the backends {@code NAME-slot1}, …
     */
    public HaproxyTraffic(Path socket, String backend) {
        this.haproxy = new Haproxy(socket, backend);
    }

    @Override
    public Can can() {
        return CAN;
    }

    @Override
    public Live read() {
        return look().live();
    }

    @Override
    public Applying apply(RoutePlan plan, long generation) throws InterruptedException {
        Optional<String> why = Refusals.why(plan);
        if (why.isPresent()) {
            return new Applying.Refused(why.get());
        }
        Path map = haproxy.map(".map");
        try (FileLease _ = turn(map)) {
            Scene scene = look();
            if (scene.routes().generation() != generation) {
                return new Applying.Outdated(scene.live());
            }
            Seating seating = seat(plan, scene);
            if (seating.why().isPresent()) {
                return new Applying.Refused(seating.why().get());
            }
            return new Applying.Applied(makeLive(plan, scene, seating.placed()));
        } catch (IOException e) {
            throw new TrafficFailure(
                    "The routes of HAProxy cannot be kept in " + map.getParent() + ": " + said(e) + ". Let "
                            + System.getProperty("user.name") + " write there.",
                    e);
        }
    }

    private static FileLease turn(Path map) throws IOException, InterruptedException {
        Path lease = map.resolveSibling(map.getFileName() + ".lease");
        return FileLease.take(lease, TURN)
                .orElseThrow(() -> new TrafficFailure("Another Slipway has been changing the routes of HAProxy for "
                        + TURN.toSeconds() + " s (" + lease + "): wait for it, or end it."));
    }

    private static String said(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException ? "permission denied" : e.toString();
    }

    /** What HAProxy says of itself now. */
    private record Scene(Routes routes, Map<Integer, Slot> slots) {

        Optional<Slot> slot(PoolId pool) {
            return routes.seat(pool).map(Routes.Seat::slot).map(slots::get);
        }

        /** A version without a server that takes requests is not live, whatever the map says. */
        Live live() {
            List<Share> shares = new ArrayList<>();
            for (Routes.Seat seat : routes.seats()) {
                List<Endpoint> endpoints =
                        slot(seat.pool()).map(Slot::endpoints).orElse(List.of());
                if (endpoints.isEmpty()) {
                    return new Live(RoutePlan.EMPTY, routes.generation());
                }
                shares.add(new Share(seat.pool(), endpoints, seat.permille()));
            }
            if (shares.isEmpty() && !(routes.mode() instanceof Mode.Maintenance)) {
                return new Live(RoutePlan.EMPTY, routes.generation());
            }
            return new Live(new RoutePlan(shares, routes.mode(), routes.pins(), Optional.empty()), routes.generation());
        }
    }

    private Scene look() {
        Map<Integer, Slot> slots = haproxy.slots();
        Path map = haproxy.map(".map");
        try {
            List<Network> bypass = haproxy.lines(haproxy.map(".bypass")).keySet().stream()
                    .map(Network::of)
                    .toList();
            Scene scene = new Scene(Routes.parse(haproxy.lines(map), bypass), slots);
            // Throws for what can be read and is no plan.
            Live _ = scene.live();
            return scene;
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NoSuchElementException e) {
            throw new TrafficFailure(
                    "The map " + map + " of HAProxy has lines that Slipway did not write: empty that file, restart"
                            + " HAProxy and release again.",
                    e);
        }
    }

    /** Which version goes where; a version that changes its endpoints moves, so that the change is one step as well. */
    private record Seating(List<Placed> placed, Optional<String> why) {}

    private record Placed(Share share, Slot slot) {}

    private Seating seat(RoutePlan plan, Scene scene) {
        List<Placed> placed = new ArrayList<>();
        List<Slot> free = new ArrayList<>();
        for (Slot slot : scene.slots().values()) {
            boolean taken = scene.routes().seats().stream().anyMatch(seat -> seat.slot() == slot.number());
            if (!taken && haproxy.counted(slot).now() == 0) {
                free.add(slot);
            }
        }
        // A slot that nobody has used longest keeps what it counted of its last version for a while.
        free.sort(Comparator.comparing(slot -> scene.routes().left().containsKey(slot.number())));
        for (Share share : plan.shares()) {
            Optional<Slot> now =
                    scene.slot(share.pool()).filter(slot -> slot.endpoints().equals(share.endpoints()));
            Optional<Slot> found = now.or(() -> take(free, share));
            if (found.isEmpty()) {
                return new Seating(List.of(), Optional.of(noSlot(share, scene)));
            }
            placed.add(new Placed(share, found.get()));
        }
        return new Seating(placed, Optional.empty());
    }

    private static Optional<Slot> take(List<Slot> free, Share share) {
        Optional<Slot> slot = free.stream()
                .filter(one -> one.servers().size() >= share.endpoints().size())
                .findFirst();
        slot.ifPresent(free::remove);
        return slot;
    }

    private static String noSlot(Share share, Scene scene) {
        int most = scene.slots().values().stream()
                .mapToInt(slot -> slot.servers().size())
                .max()
                .orElse(0);
        if (share.endpoints().size() > most) {
            return share.pool() + " has " + share.endpoints().size() + " endpoints, and the slots of HAProxy have "
                    + most + " servers: raise the number of their server-template lines and reload HAProxy.";
        }
        return "HAProxy has no free slot for " + share.pool() + ": each of the "
                + scene.slots().size()
                + " holds a version or still has requests of one. Drain and let go one that is not needed, or add a"
                + " slot to its configuration.";
    }

    private Live makeLive(RoutePlan plan, Scene scene, List<Placed> placed) throws IOException {
        Map<Integer, PoolId> left = new HashMap<>(scene.routes().left());
        scene.routes().seats().forEach(seat -> left.put(seat.slot(), seat.pool()));
        List<Routes.Seat> seats = new ArrayList<>();
        for (Placed one : placed) {
            seats.add(seated(one, scene));
            left.remove(one.slot().number());
        }
        Routes routes = new Routes(scene.routes().generation() + 1, seats, left, plan.mode(), plan.pins());
        keep(placed, routes);
        Set<Network> before = bypass(scene.routes().mode());
        Set<Network> after = bypass(plan.mode());
        Set<Network> both = new LinkedHashSet<>(after);
        both.addAll(before);
        // In this order: whoever is let through before and after is at no moment shut out, nor by a crash in between.
        if (!both.equals(before)) {
            putBypass(both);
        }
        haproxy.replace(haproxy.map(".map"), routes.lines());
        if (!both.equals(after)) {
            putBypass(after);
        }
        Live live = look().live();
        if (!live.plan().equals(plan)) {
            throw new TrafficFailure("HAProxy was given the routes " + plan.shares() + ", and says "
                    + live.plan().shares() + ": does anything else change its map?");
        }
        return live;
    }

    private Routes.Seat seated(Placed one, Scene scene) {
        Share share = one.share();
        Optional<Routes.Seat> stays = scene.routes()
                .seat(share.pool())
                .filter(seat -> seat.slot() == one.slot().number());
        if (stays.isEmpty()) {
            haproxy.fill(one.slot(), share.endpoints());
        }
        Tally from = stays.map(Routes.Seat::from)
                .orElseGet(() -> haproxy.counted(one.slot()).tally());
        return new Routes.Seat(share.pool(), one.slot().number(), share.permille(), from);
    }

    /** Before they are live: should HAProxy restart from here on, it comes up with the new routes and their servers. */
    private void keep(List<Placed> placed, Routes routes) throws IOException {
        Path map = haproxy.map(".map");
        for (Placed one : placed) {
            String slot = one.slot().backend();
            Kept.write(map.resolveSibling(slot + ".servers"), haproxy.serversState(slot));
        }
        Kept.write(map, Haproxy.written(routes.lines()));
    }

    private static Set<Network> bypass(Mode mode) {
        return mode instanceof Mode.Maintenance closed ? new LinkedHashSet<>(closed.bypass()) : Set.of();
    }

    /** A map of its own, because HAProxy compares addresses and words differently; it matters in maintenance only. */
    private void putBypass(Set<Network> networks) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        networks.forEach(network -> lines.put(network.toString(), "open"));
        Path map = haproxy.map(".bypass");
        Kept.write(map, Haproxy.written(lines));
        haproxy.replace(map, lines);
    }

    @Override
    public Draining drain(PoolId pool, Duration requests, Duration streams) throws InterruptedException {
        // HAProxy counts an upgraded connection or an event stream like any other request.
        long end = System.nanoTime() + requests.plus(streams).toNanos();
        Busy before = busy(pool);
        while (true) {
            boolean late = System.nanoTime() >= end;
            Thread.sleep(LOOK_EVERY);
            Busy now = busy(pool);
            // A request that was led here by the last map may arrive a moment later: two equal looks are one.
            if (now.now() == 0 && now.equals(before)) {
                return new Draining.Drained();
            }
            if (late && now.now() > 0) {
                return new Draining.Remaining(now.now(), now.now() == 1 ? "1 request" : now.now() + " requests");
            }
            before = now;
        }
    }

    private record Busy(long now, long ever) {}

    /** Of the slots that this version holds without a share, and of those that it has left. */
    private Busy busy(PoolId pool) {
        Scene scene = look();
        boolean closed = !(scene.routes().mode() instanceof Mode.Serve);
        long now = 0;
        long ever = 0;
        for (Slot slot : scene.slots().values()) {
            boolean idle = scene.routes()
                    .seat(pool)
                    .filter(seat -> seat.slot() == slot.number() && (seat.permille() == 0 || closed))
                    .isPresent();
            if (idle || pool.equals(scene.routes().left().get(slot.number()))) {
                Haproxy.Counted counted = haproxy.counted(slot);
                now += counted.now();
                ever += counted.ever();
            }
        }
        return new Busy(now, ever);
    }

    @Override
    public Optional<Counts> observe(PoolId pool) {
        Scene scene = look();
        return scene.slot(pool)
                .flatMap(slot -> scene.routes().seat(pool).map(seat -> {
                    Haproxy.Counted counted = haproxy.counted(slot);
                    return counted.tally().since(seat.from()).counts(counted.now());
                }));
    }
}
