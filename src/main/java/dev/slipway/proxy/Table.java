package dev.slipway.proxy;

import dev.slipway.route.Mode;
import dev.slipway.route.Network;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A route plan made ready for requests; never changed, only replaced by another. The queue of held requests is part of it, so
 * that a request cannot wait in one state and be sent by another.
 */
final class Table {
    private final RoutePlan plan;
    private final long generation;
    private final List<Pool> pools;
    private final int[] upTo;
    private final @Nullable Stickiness sticky;
    private final Held held;
    private final List<String> secretHeaders;

    /** @param pools in the order of the plan's shares */
    Table(RoutePlan plan, long generation, List<Pool> pools) {
        this.plan = plan;
        this.generation = generation;
        this.pools = List.copyOf(pools);
        this.upTo = new int[pools.size()];
        int sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += plan.shares().get(i).permille();
            upTo[i] = sum;
        }
        this.sticky = plan.sticky()
                .map(how -> new Stickiness(
                        how, plan.shares().stream().map(Share::pool).toList()))
                .orElse(null);
        this.secretHeaders = plan.pins().stream()
                .filter(pin -> pin.kind() == Pin.Kind.HEADER)
                .map(Pin::name)
                .toList();
        this.held = new Held(plan.mode() instanceof Mode.Hold hold ? hold.queued() : 0);
    }

    RoutePlan plan() {
        return plan;
    }

    long generation() {
        return generation;
    }

    Mode mode() {
        return plan.mode();
    }

    List<Pool> pools() {
        return pools;
    }

    Held held() {
        return held;
    }

    /** Where versions are to be found now. */
    Set<SocketAddress> addresses() {
        Set<SocketAddress> all = new HashSet<>();
        pools.forEach(pool -> pool.instances().forEach(instance -> all.add(instance.address())));
        return all;
    }

    Optional<Pool> pool(PoolId id) {
        return pools.stream().filter(pool -> pool.id().equals(id)).findFirst();
    }

    /**
     * The version for a request: by a pin, by its cookie, else by shares.
     *
     * @param permille 0 to 999, drawn by the caller
     */
    Optional<Pool> choose(Asked asked, int permille) {
        if (!plan.pins().isEmpty()) {
            Optional<Pool> pinned = pinned(asked);
            if (pinned.isPresent()) {
                return pinned;
            }
        }
        if (sticky != null) {
            Optional<Pool> stuck = stuck(sticky, asked);
            if (stuck.isPresent()) {
                return stuck;
            }
        }
        for (int i = 0; i < upTo.length; i++) {
            if (permille < upTo[i]) {
                return Optional.of(pools.get(i));
            }
        }
        return Optional.empty();
    }

    /** What a version need not see: who knows it gets where he wants. */
    List<String> secretHeaders() {
        return secretHeaders;
    }

    private Optional<Pool> pinned(Asked asked) {
        for (Pin pin : plan.pins()) {
            String value = switch (pin.kind()) {
                case HEADER -> asked.header(pin.name());
                case COOKIE -> asked.cookie(pin.name());
            };
            if (value != null && Stickiness.same(value, pin.value())) {
                return pool(pin.pool());
            }
        }
        return Optional.empty();
    }

    /** A version that gets no requests any more lets go also of those who were with it. */
    private Optional<Pool> stuck(Stickiness how, Asked asked) {
        String value = asked.cookie(how.cookie());
        int index = value == null ? -1 : how.indexOf(value);
        boolean serves = index >= 0 && plan.shares().get(index).permille() > 0;
        return serves ? Optional.of(pools.get(index)) : Optional.empty();
    }

    /** The Set-Cookie for an answer of this version; empty where the client has it already, or needs none. */
    Optional<String> cookieFor(Pool pool, Asked asked, boolean secure) {
        if (sticky == null) {
            return Optional.empty();
        }
        int index = pools.indexOf(pool);
        if (index < 0 || plan.shares().get(index).permille() == 0) {
            return Optional.empty();
        }
        String value = asked.cookie(sticky.cookie());
        return value != null && sticky.indexOf(value) == index
                ? Optional.empty()
                : Optional.of(sticky.line(index, secure));
    }

    boolean passes(Mode.Maintenance maintenance, Asked asked) {
        byte[] from = asked.from();
        for (Network network : maintenance.bypass()) {
            if (network.holds(from)) {
                return true;
            }
        }
        return false;
    }
}
