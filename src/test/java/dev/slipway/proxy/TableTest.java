package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Secret;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.Network;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import dev.slipway.route.Sticky;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final PoolId BLUE = new PoolId("blue");
    private static final PoolId GREEN = new PoolId("green");
    private static final PoolId RED = new PoolId("red");
    private static final Sticky STICKY = new Sticky("version", new Secret("key", "0123456789abcdef"));

    /** A request with one header or cookie, or none. */
    private record Request(String name, String value) implements Asked {
        static final Request PLAIN = new Request("", "");

        @Override
        public @Nullable String header(String wanted) {
            return wanted.equals(name) ? value : null;
        }

        @Override
        public @Nullable String cookie(String wanted) {
            return wanted.equals(name) ? value : null;
        }

        @Override
        public byte[] from() {
            return new byte[] {10, 0, 0, 7};
        }
    }

    private static Share share(PoolId pool, int permille) {
        return new Share(pool, List.of(Endpoint.local(1)), permille);
    }

    private static RoutePlan plan(Share... shares) {
        return new RoutePlan(List.of(shares), new Mode.Serve(), List.of(), Optional.empty());
    }

    private static Table table(RoutePlan plan) {
        return new Table(
                plan,
                1,
                plan.shares().stream()
                        .map(share -> new Pool(share.pool(), List.of(), new Tally()))
                        .toList());
    }

    private static PoolId chosen(Table table, Asked asked, int permille) {
        return table.choose(asked, permille).orElseThrow().id();
    }

    @Test
    void of_a_thousand_draws_each_version_gets_exactly_its_share() {
        for (List<Integer> permille :
                List.of(List.of(1, 0, 999), List.of(333, 333, 334), List.of(0, 1000, 0), List.of(50, 250, 700))) {
            Table table = table(
                    plan(share(BLUE, permille.get(0)), share(GREEN, permille.get(1)), share(RED, permille.get(2))));
            Map<PoolId, Integer> picks = new HashMap<>();
            IntStream.range(0, 1000).forEach(draw -> picks.merge(chosen(table, Request.PLAIN, draw), 1, Integer::sum));
            assertThat(picks.getOrDefault(BLUE, 0)).isEqualTo(permille.get(0));
            assertThat(picks.getOrDefault(GREEN, 0)).isEqualTo(permille.get(1));
            assertThat(picks.getOrDefault(RED, 0)).isEqualTo(permille.get(2));
        }
    }

    @Test
    void a_pin_goes_before_any_share_and_only_by_its_whole_value() {
        RoutePlan plan = plan(share(BLUE, 1000), share(GREEN, 0))
                .pinned(List.of(
                        new Pin(Pin.Kind.HEADER, "X-Pin", "secret", GREEN),
                        new Pin(Pin.Kind.COOKIE, "staff", "yes", GREEN)));
        Table table = table(plan);
        assertThat(chosen(table, new Request("X-Pin", "secret"), 0)).isEqualTo(GREEN);
        assertThat(chosen(table, new Request("staff", "yes"), 0)).isEqualTo(GREEN);
        for (String other : List.of("", "secre", "secrets", "SECRET", "secret ")) {
            assertThat(chosen(table, new Request("X-Pin", other), 0)).isEqualTo(BLUE);
        }
        assertThat(chosen(table, Request.PLAIN, 999)).isEqualTo(BLUE);
        assertThat(table.secretHeaders()).containsExactly("X-Pin");
    }

    @Test
    void who_was_served_by_a_version_stays_with_it_while_it_has_a_share() {
        RoutePlan both = new RoutePlan(
                List.of(share(BLUE, 500), share(GREEN, 500)), new Mode.Serve(), List.of(), Optional.of(STICKY));
        Table table = table(both);
        Request green = new Request("version", valueFor(table, 1));
        IntStream.range(0, 1000)
                .forEach(draw -> assertThat(chosen(table, green, draw)).isEqualTo(GREEN));
        Table shifted = table(both.shifted(BLUE, 1000));
        assertThat(chosen(shifted, green, 0)).isEqualTo(BLUE);
    }

    private static String valueFor(Table table, int index) {
        String line =
                table.cookieFor(table.pools().get(index), Request.PLAIN, true).orElseThrow();
        assertThat(line).startsWith("version=").endsWith("; Path=/; HttpOnly; SameSite=Lax; Secure");
        return line.substring("version=".length(), line.indexOf(';'));
    }

    @Test
    void a_cookie_that_was_not_signed_here_means_nothing() {
        RoutePlan both = new RoutePlan(
                List.of(share(BLUE, 999), share(GREEN, 1)), new Mode.Serve(), List.of(), Optional.of(STICKY));
        Table table = table(both);
        String signed = valueFor(table, 1);
        String signature = signed.substring(signed.indexOf('.') + 1);
        for (String forged : List.of(
                "green",
                "green.",
                "green." + signature.substring(1),
                "green." + signature + "A",
                "blue." + signature,
                signed.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(chosen(table, new Request("version", forged), 0))
                    .as(forged)
                    .isEqualTo(BLUE);
        }
        Sticky otherKey = new Sticky("version", new Secret("key", "fedcba9876543210"));
        Table other = table(new RoutePlan(both.shares(), both.mode(), List.of(), Optional.of(otherKey)));
        assertThat(chosen(other, new Request("version", signed), 0)).isEqualTo(BLUE);
    }

    @Test
    void a_cookie_is_given_only_where_it_is_needed() {
        RoutePlan both = new RoutePlan(
                List.of(share(BLUE, 1000), share(GREEN, 0)), new Mode.Serve(), List.of(), Optional.of(STICKY));
        Table table = table(both);
        Pool blue = table.pools().getFirst();
        Request known = new Request("version", valueFor(table, 0));
        assertThat(table.cookieFor(blue, known, false)).isEmpty();
        assertThat(table.cookieFor(blue, new Request("version", "x"), false)).isPresent();
        // Who is led to a version by a pin does not stay with it.
        assertThat(table.cookieFor(table.pools().getLast(), Request.PLAIN, false))
                .isEmpty();
        assertThat(table(plan(share(BLUE, 1000))).cookieFor(blue, Request.PLAIN, false))
                .isEmpty();
    }

    @Test
    void only_the_networks_that_are_let_through_pass_maintenance() {
        Table table = table(plan(share(BLUE, 1000)));
        assertThat(table.passes(maintenance("10.0.0.0/8"), Request.PLAIN)).isTrue();
        assertThat(table.passes(maintenance("10.0.0.7"), Request.PLAIN)).isTrue();
        assertThat(table.passes(maintenance("10.0.0.8", "::/0"), Request.PLAIN)).isFalse();
        assertThat(table.passes(maintenance(), Request.PLAIN)).isFalse();
    }

    private static Mode.Maintenance maintenance(String... bypass) {
        return new Mode.Maintenance(
                503,
                "",
                Duration.ZERO,
                List.of(bypass).stream().map(Network::of).toList());
    }
}
