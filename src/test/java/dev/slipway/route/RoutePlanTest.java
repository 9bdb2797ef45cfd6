package dev.slipway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoutePlanTest {
    private static final PoolId V1 = new PoolId("v1");
    private static final PoolId V2 = new PoolId("v2");
    private static final PoolId V3 = new PoolId("v3");
    private static final RoutePlan ONE = RoutePlan.only(V1, List.of(Endpoint.local(8001)));
    private static final RoutePlan TWO = ONE.with(V2, List.of(Endpoint.local(8002)));

    @Test
    void the_first_version_of_all_gets_everything() {
        assertThat(shares(RoutePlan.EMPTY.with(V1, List.of(Endpoint.local(8001)))))
                .isEqualTo(Map.of("v1", 1000));
    }

    @Test
    void a_further_version_begins_with_nothing() {
        assertThat(shares(TWO)).isEqualTo(Map.of("v1", 1000, "v2", 0));
    }

    @Test
    void a_shift_leaves_the_rest_to_the_other() {
        assertThat(shares(TWO.shifted(V2, 250))).isEqualTo(Map.of("v1", 750, "v2", 250));
    }

    @Test
    void a_shift_keeps_the_proportion_of_the_others_and_loses_nothing_by_rounding() {
        RoutePlan three = TWO.shifted(V2, 333).with(V3, List.of(Endpoint.local(8003)));
        assertThat(shares(three.shifted(V3, 100))).isEqualTo(Map.of("v1", 601, "v2", 299, "v3", 100));
    }

    @Test
    void a_shift_back_from_everything_gives_all_to_the_one_other() {
        assertThat(shares(TWO.shifted(V2, 1000).shifted(V2, 0))).isEqualTo(Map.of("v1", 1000, "v2", 0));
    }

    @Test
    void a_version_alone_cannot_give_its_share_away() {
        assertThatThrownBy(() -> ONE.shifted(V1, 500))
                .hasMessage("there is no other version to get the rest of the requests");
    }

    @Test
    void a_version_with_a_share_cannot_be_taken_out() {
        assertThatThrownBy(() -> TWO.shifted(V2, 250).without(V2))
                .hasMessage("the shares add up to 750 permille, not to 1000");
    }

    @Test
    void pins_leave_with_their_version() {
        RoutePlan pinned = TWO.pinned(List.of(new Pin(Pin.Kind.HEADER, "X-Slipway-Pin", "a1b2", V2)));
        assertThat(pinned.without(V2).pins()).isEmpty();
    }

    @Test
    void a_pin_to_nobody_is_refused() {
        Pin pin = new Pin(Pin.Kind.COOKIE, "staff", "yes", V3);
        assertThatThrownBy(() -> ONE.pinned(List.of(pin))).hasMessage("the pin staff leads to v3, which is not there");
    }

    @Test
    void the_leading_version_has_most() {
        assertThat(TWO.shifted(V2, 600).leading()).isEqualTo(Optional.of(V2));
        assertThat(RoutePlan.EMPTY.leading()).isEmpty();
    }

    @Test
    void a_name_with_a_slash_is_no_version() {
        assertThatThrownBy(() -> new PoolId("a/b"))
                .hasMessage("'a/b' cannot name a version behind a proxy: letters, digits, '.', '_' and '-',"
                        + " at most 63, the first a letter or digit");
    }

    private static Map<String, Integer> shares(RoutePlan plan) {
        return plan.shares().stream()
                .collect(Collectors.toMap(share -> share.pool().value(), Share::permille));
    }
}
