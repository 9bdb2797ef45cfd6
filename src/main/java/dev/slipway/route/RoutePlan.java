package dev.slipway.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that a front is to do; a proxy takes it whole or not at all. */
public record RoutePlan(List<Share> shares, Mode mode, List<Pin> pins, Optional<Sticky> sticky) {

    public static final RoutePlan EMPTY = new RoutePlan(
            List.of(), new Mode.Maintenance(503, "", java.time.Duration.ZERO, List.of()), List.of(), Optional.empty());

    public RoutePlan {
        shares = List.copyOf(shares);
        pins = List.copyOf(pins);
        List<PoolId> pools = shares.stream().map(Share::pool).toList();
        if (pools.stream().distinct().count() != pools.size()) {
            throw new IllegalArgumentException("a version is there twice: " + pools);
        }
        int sum = shares.stream().mapToInt(Share::permille).sum();
        boolean mayBeNobody = shares.isEmpty() && mode instanceof Mode.Maintenance;
        if (sum != Share.WHOLE && !mayBeNobody) {
            throw new IllegalArgumentException("the shares add up to " + sum + " permille, not to 1000");
        }
        for (Pin pin : pins) {
            if (!pools.contains(pin.pool())) {
                throw new IllegalArgumentException(
                        "the pin " + pin.name() + " leads to " + pin.pool() + ", which is not there");
            }
        }
    }

    /** Everything to one version. */
    public static RoutePlan only(PoolId pool, List<Endpoint> endpoints) {
        return new RoutePlan(
                List.of(new Share(pool, endpoints, Share.WHOLE)), new Mode.Serve(), List.of(), Optional.empty());
    }

    public Optional<Share> share(PoolId pool) {
        return shares.stream().filter(share -> share.pool().equals(pool)).findFirst();
    }

    /** The pool that gets most requests. */
    public Optional<PoolId> leading() {
        return shares.stream()
                .filter(share -> share.permille() > 0)
                .reduce((a, b) -> b.permille() > a.permille() ? b : a)
                .map(Share::pool);
    }

    public RoutePlan in(Mode other) {
        return new RoutePlan(shares, other, pins, sticky);
    }

    public RoutePlan pinned(List<Pin> other) {
        return new RoutePlan(shares, mode, other, sticky);
    }

    public RoutePlan sticking(Sticky by) {
        return new RoutePlan(shares, mode, pins, Optional.of(by));
    }

    /** By shares alone, whoever was served by whom. */
    public RoutePlan loose() {
        return new RoutePlan(shares, mode, pins, Optional.empty());
    }

    /** With this version added at no share, or its endpoints replaced; the first of all gets everything. */
    public RoutePlan with(PoolId pool, List<Endpoint> endpoints) {
        int permille = share(pool).map(Share::permille).orElse(shares.isEmpty() ? Share.WHOLE : 0);
        List<Share> next = new ArrayList<>(shares);
        next.removeIf(share -> share.pool().equals(pool));
        next.add(new Share(pool, endpoints, permille));
        return new RoutePlan(next, mode, pins, sticky);
    }

    /** With {@code permille} of the requests for this version, and the rest for the others as they share it among them now. */
    public RoutePlan shifted(PoolId pool, int permille) {
        if (share(pool).isEmpty()) {
            throw new IllegalArgumentException(pool + " is not behind this front");
        }
        int others = shares.stream()
                .filter(share -> !share.pool().equals(pool))
                .mapToInt(Share::permille)
                .sum();
        int left = Share.WHOLE - permille;
        if (others == 0 && left > 0 && shares.size() == 1) {
            throw new IllegalArgumentException("there is no other version to get the rest of the requests");
        }
        List<Share> next = new ArrayList<>();
        int given = 0;
        int last = -1;
        for (Share share : shares) {
            if (share.pool().equals(pool)) {
                next.add(share.at(permille));
                continue;
            }
            int part = others == 0 ? 0 : (int) ((long) share.permille() * left / others);
            given += part;
            last = last < 0 || share.permille() > shares.get(last).permille() ? next.size() : last;
            next.add(share.at(part));
        }
        if (last >= 0) {
            next.set(last, next.get(last).at(next.get(last).permille() + left - given));
        }
        return new RoutePlan(next, mode, pins, sticky);
    }

    /** Without this version, which gets no requests any more. */
    public RoutePlan without(PoolId pool) {
        List<Pin> kept = pins.stream().filter(pin -> !pin.pool().equals(pool)).toList();
        return new RoutePlan(
                shares.stream().filter(share -> !share.pool().equals(pool)).toList(), mode, kept, sticky);
    }
}
