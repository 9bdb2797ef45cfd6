package dev.slipway.traffic.haproxy;

import dev.slipway.route.Mode;
import dev.slipway.route.Network;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the map of HAProxy says, as values. HAProxy replaces a map in one step: so does the whole plan become live.
 *
 * @param left which version a slot held before, as long as nobody else is in it: its last requests may still be there
 */
record Routes(long generation, List<Seat> seats, Map<Integer, PoolId> left, Mode mode, List<Pin> pins) {

    static final Routes NONE =
            new Routes(0, List.of(), Map.of(), new Mode.Maintenance(503, "", Duration.ZERO, List.of()), List.of());

    /** @param from what was counted there before the pool came */
    record Seat(PoolId pool, int slot, int permille, Tally from) {}

    Routes {
        seats = List.copyOf(seats);
        left = Map.copyOf(left);
        pins = List.copyOf(pins);
    }

    Optional<Seat> seat(PoolId pool) {
        return seats.stream().filter(seat -> seat.pool().equals(pool)).findFirst();
    }

    Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("generation", Long.toString(generation));
        mode(lines);
        Map<Integer, Integer> shares = new LinkedHashMap<>();
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            lines.put("pool:" + i, seat.slot() + " " + seat.pool());
            lines.put("from:" + seat.slot(), seat.from().toString());
            shares.put(seat.slot(), seat.permille());
        }
        new TreeMap<>(left).forEach((slot, pool) -> lines.put("left:" + slot, pool.value()));
        for (int i = 0; i < pins.size(); i++) {
            Pin pin = pins.get(i);
            String kind = pin.kind() == Pin.Kind.HEADER ? "header:" : "cookie:";
            // The slot comes first, for HAProxy; the number keeps their order.
            lines.put(kind + pin.value(), seat(pin.pool()).orElseThrow().slot() + ":" + i);
        }
        lines.putAll(Dice.prefixes(shares));
        return lines;
    }

    private void mode(Map<String, String> lines) {
        switch (mode) {
            case Mode.Serve() -> lines.put("mode", "serve");
            case Mode.Hold _ -> throw new IllegalArgumentException("HAProxy cannot hold");
            case Mode.Maintenance closed -> {
                lines.put("mode", "maintenance");
                if (closed.retryAfter().isPositive()) {
                    lines.put("retry", Long.toString(closed.retryAfter().toSeconds()));
                }
                if (!closed.page().isEmpty()) {
                    lines.put("page", encoded(closed.page()));
                    // HAProxy would show a line's end as %0A.
                    lines.put("shown", encoded(closed.page().replaceAll("[\\x00-\\x1f\\x7f]+", " ")));
                }
            }
        }
    }

    private static String encoded(String page) {
        return Base64.getEncoder().encodeToString(page.getBytes(StandardCharsets.UTF_8));
    }

    /** Throws {@link IllegalArgumentException} for lines that no plan has. */
    static Routes parse(Map<String, String> lines, List<Network> bypass) {
        if (!lines.containsKey("generation")) {
            return NONE;
        }
        Map<Integer, Integer> shares = Dice.permille(lines);
        Map<Integer, Seat> seats = new TreeMap<>();
        Map<Integer, PoolId> left = new TreeMap<>();
        Map<Integer, Pin> pins = new TreeMap<>();
        lines.forEach((key, value) -> {
            if (key.startsWith("pool:")) {
                String[] words = value.split(" ", 2);
                int slot = Integer.parseInt(words[0]);
                Tally from = Optional.ofNullable(lines.get("from:" + slot))
                        .map(Tally::parse)
                        .orElse(Tally.NONE);
                seats.put(number(key), new Seat(new PoolId(words[1]), slot, shares.getOrDefault(slot, 0), from));
            } else if (key.startsWith("left:")) {
                left.put(number(key), new PoolId(value));
            }
        });
        List<Seat> all = new ArrayList<>(seats.values());
        lines.forEach((key, value) -> {
            if (key.startsWith("header:") || key.startsWith("cookie:")) {
                pins.put(number(value), pin(key, value, all));
            }
        });
        return new Routes(
                Long.parseLong(lines.get("generation")), all, left, mode(lines, bypass), List.copyOf(pins.values()));
    }

    private static int number(String numbered) {
        return Integer.parseInt(numbered.substring(numbered.indexOf(':') + 1));
    }

    private static Pin pin(String key, String value, List<Seat> seats) {
        int slot = Integer.parseInt(value.substring(0, value.indexOf(':')));
        PoolId pool = seats.stream()
                .filter(seat -> seat.slot() == slot)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a pin leads to slot " + slot + ", which is empty"))
                .pool();
        Pin.Kind kind = key.startsWith("header:") ? Pin.Kind.HEADER : Pin.Kind.COOKIE;
        return new Pin(kind, kind.usualName(), key.substring("header:".length()), pool);
    }

    private static Mode mode(Map<String, String> lines, List<Network> bypass) {
        if ("serve".equals(lines.get("mode"))) {
            return new Mode.Serve();
        }
        String page = new String(Base64.getDecoder().decode(lines.getOrDefault("page", "")), StandardCharsets.UTF_8);
        long retry = Long.parseLong(lines.getOrDefault("retry", "0"));
        return new Mode.Maintenance(503, page, Duration.ofSeconds(retry), bypass);
    }
}
