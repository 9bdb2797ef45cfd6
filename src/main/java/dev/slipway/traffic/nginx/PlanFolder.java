package dev.slipway.traffic.nginx;

import dev.slipway.hands.TrafficFailure;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.Network;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plan as a folder. {@code pools/0/v1/0/127.0.0.1:3001} is where a version listens; {@code open} throws dice among those by
 * share; {@code front} is where requests go, {@code open} or {@code closed/RETRY}; {@code pins/header/VALUE} leads to a version.
 */
final class PlanFolder {

    private final Path folder;

    PlanFolder(Path folder) {
        this.folder = folder;
    }

    /** @param before pins of the plan that is live now: a request that is just finding its way by one must not get lost */
    void write(RoutePlan plan, List<Pin> before) throws IOException {
        Links.folders(folder);
        List<Path> tickets = new ArrayList<>();
        List<Integer> whose =
                Dice.tickets(plan.shares().stream().map(Share::permille).toList());
        for (int i = 0; i < plan.shares().size(); i++) {
            Share share = plan.shares().get(i);
            int number = i;
            List<Path> leaves = leaves(i, share);
            Links.throwing(pool(i, share.pool()).resolve("dice"), spread(leaves, Dice.TICKETS));
            tickets.addAll(spread(
                    leaves, (int) whose.stream().filter(one -> one == number).count()));
        }
        if (!tickets.isEmpty()) {
            Links.throwing(folder.resolve("open"), tickets);
        }
        Links.link(folder.resolve("front"), door(plan.mode()));
        pins(plan, before);
    }

    private Path pool(int number, PoolId pool) {
        return folder.resolve("pools").resolve(Integer.toString(number)).resolve(pool.value());
    }

    private List<Path> leaves(int number, Share share) throws IOException {
        List<Path> leaves = new ArrayList<>();
        for (Endpoint endpoint : share.endpoints()) {
            leaves.add(Links.leaf(pool(number, share.pool())
                    .resolve(Integer.toString(leaves.size()))
                    .resolve(endpoint.toString())));
        }
        return leaves;
    }

    private static List<Path> spread(List<Path> leaves, int tickets) {
        List<Path> spread = new ArrayList<>();
        for (int i = 0; i < tickets; i++) {
            spread.add(leaves.get((int) ((long) i * leaves.size() / tickets)));
        }
        return spread;
    }

    private Path door(Mode mode) throws IOException {
        return switch (mode) {
            case Mode.Serve() -> folder.resolve("open");
            case Mode.Hold _ -> throw new IllegalArgumentException("nginx cannot hold");
            case Mode.Maintenance closed -> {
                Path place = Links.leaf(folder.resolve("closed")
                        .resolve(Long.toString(closed.retryAfter().toSeconds())));
                readable(place.resolve("page"), closed.page());
                for (int i = 0; i < closed.bypass().size(); i++) {
                    Links.folders(place.resolve("bypass"));
                    readable(
                            place.resolve("bypass")
                                    .resolve(address(closed.bypass().get(i))),
                            Integer.toString(i));
                }
                yield place;
            }
        };
    }

    static String address(Network single) {
        String written = single.toString();
        return written.endsWith("/32") ? written.substring(0, written.length() - 3) : written;
    }

    private static void readable(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private void pins(RoutePlan plan, List<Pin> before) throws IOException {
        boolean open = plan.mode() instanceof Mode.Serve;
        for (Pin pin : before) {
            if (plan.pins().stream().noneMatch(now -> name(now).equals(name(pin)))) {
                Links.link(folder.resolve("pins").resolve(name(pin)), folder.resolve("front"));
            }
        }
        for (int i = 0; i < plan.pins().size(); i++) {
            Pin pin = plan.pins().get(i);
            Path pool = pool(plan.shares().stream().map(Share::pool).toList().indexOf(pin.pool()), pin.pool());
            Links.link(
                    folder.resolve("pins").resolve(name(pin)), open ? pool.resolve("dice") : folder.resolve("front"));
            Links.link(folder.resolve("pinned").resolve(Integer.toString(i)).resolve(name(pin)), pool);
        }
    }

    private static Path name(Pin pin) {
        return Path.of(pin.kind() == Pin.Kind.HEADER ? "header" : "cookie", pin.value());
    }

    /** Throws {@link TrafficFailure} for a folder that is not as {@link #write} left it. */
    RoutePlan read() throws IOException {
        try {
            return plan();
        } catch (NoSuchFileException
                | IllegalArgumentException
                | NoSuchElementException
                | IndexOutOfBoundsException _) {
            throw new TrafficFailure("The plan of nginx in " + folder
                    + " is not as Slipway wrote it: remove the link 'live' two folders above, and release again.");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private RoutePlan plan() throws IOException {
        Map<PoolId, Integer> tickets = new LinkedHashMap<>();
        if (Files.exists(folder.resolve("open"))) {
            Links.thrown(
                    folder.resolve("open"),
                    Dice.TICKETS,
                    (leaf, count) -> tickets.merge(poolOf(leaf), count, Integer::sum));
        }
        List<Share> shares = new ArrayList<>();
        for (Path pool : numbered(folder.resolve("pools"))) {
            PoolId id = new PoolId(name(pool));
            shares.add(new Share(id, endpoints(pool), Dice.permille(tickets.getOrDefault(id, 0))));
        }
        return new RoutePlan(shares, mode(), pins(), Optional.empty());
    }

    private static PoolId poolOf(Path leaf) {
        return new PoolId(leaf.getName(leaf.getNameCount() - 3).toString());
    }

    private static List<Endpoint> endpoints(Path pool) throws IOException {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Path place : numbered(pool)) {
            String written = name(place);
            int colon = written.lastIndexOf(':');
            String host = written.substring(0, colon).replaceAll("[\\[\\]]", "");
            endpoints.add(new Endpoint(host, Integer.parseInt(written.substring(colon + 1))));
        }
        return endpoints;
    }

    private Mode mode() throws IOException {
        Path front = folder.resolve("front").toRealPath();
        Path above = front.getParent();
        if (above == null || !name(above).equals("closed")) {
            return new Mode.Serve();
        }
        Map<Integer, Network> bypass = new java.util.TreeMap<>();
        for (Path address : inside(front.resolve("bypass"))) {
            bypass.put(Integer.parseInt(Files.readString(address)), Network.of(name(address)));
        }
        return new Mode.Maintenance(
                503,
                Files.readString(front.resolve("page")),
                Duration.ofSeconds(Long.parseLong(name(front))),
                List.copyOf(bypass.values()));
    }

    List<Pin> pins() throws IOException {
        List<Pin> pins = new ArrayList<>();
        for (Path kind : numbered(folder.resolve("pinned"))) {
            Path value = inside(kind).getFirst();
            PoolId pool = new PoolId(name(value.toRealPath()));
            Pin.Kind by = name(kind).equals("header") ? Pin.Kind.HEADER : Pin.Kind.COOKIE;
            pins.add(new Pin(by, by.usualName(), name(value), pool));
        }
        return pins;
    }

    /** What is inside of 0, 1, 2 …, each of which holds one. */
    private static List<Path> numbered(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        List<Path> numbers = inside(folder).stream()
                .filter(path -> name(path).matches("[0-9]+"))
                .sorted(Comparator.comparingInt(path -> Integer.parseInt(name(path))))
                .toList();
        for (Path number : numbers) {
            found.add(inside(number).getFirst());
        }
        return found;
    }

    private static List<Path> inside(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
