package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.route.Endpoint;
import dev.slipway.route.PoolId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static final long SECOND = 1_000_000_000L;

    private final Instance one = new Instance(Endpoint.local(1));
    private final Instance two = new Instance(Endpoint.local(2));
    private final Instance three = new Instance(Endpoint.local(3));
    private final Pool pool = new Pool(new PoolId("blue"), List.of(one, two, three), new Tally());

    @Test
    void each_endpoint_gets_its_turn() {
        assertThat(List.of(pool.nextTurn(), pool.nextTurn(), pool.nextTurn(), pool.nextTurn()))
                .containsExactly(0, 1, 2, 0);
    }

    @Test
    void one_that_could_not_be_reached_comes_last_for_a_second() {
        one.failed(0);
        assertThat(pool.at(0, SECOND / 2)).isSameAs(two);
        assertThat(pool.at(0, SECOND)).isSameAs(one);
    }

    @Test
    void one_that_is_reached_again_is_like_the_others() {
        one.failed(0);
        one.reached();
        assertThat(pool.at(0, 1)).isSameAs(one);
    }

    @Test
    void where_none_could_be_reached_the_one_that_failed_first_is_tried_again() {
        two.failed(1);
        three.failed(2);
        one.failed(3);
        assertThat(pool.at(0, 4)).isSameAs(two);
    }
}
