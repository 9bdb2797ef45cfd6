package dev.slipway.traffic.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.route.Mode;
import dev.slipway.route.Network;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.traffic.haproxy.Routes.Seat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private static final PoolId V1 = new PoolId("v1.2.3");
    private static final PoolId V2 = new PoolId("v2");
    private static final Tally COUNTED = Tally.parse("0,12,3,4,5,6,7,8");

    private static Routes routes(Mode mode, List<Pin> pins) {
        return new Routes(
                17,
                List.of(new Seat(V1, 3, 900, COUNTED), new Seat(V2, 1, 100, Tally.NONE)),
                Map.of(2, new PoolId("v0")),
                mode,
                pins);
    }

    @Test
    void the_lines_say_the_plan_in_words_that_people_can_read() {
        assertThat(Haproxy.written(routes(
                                new Mode.Serve(),
                                List.of(new Pin(Pin.Kind.HEADER, Pin.Kind.HEADER.usualName(), "a1b2", V2)))
                        .lines()))
                .isEqualTo("""
                        generation 17
                        mode serve
                        pool:0 3 v1.2.3
                        from:3 0,12,3,4,5,6,7,8
                        pool:1 1 v2
                        from:1 0,0,0,0,0,0,0,0
                        left:2 v0
                        header:a1b2 1:0
                        1 3
                        19 1
                        """);
    }

    @Test
    void what_is_written_is_read() {
        List<Pin> pins = List.of(
                new Pin(Pin.Kind.COOKIE, Pin.Kind.COOKIE.usualName(), "b=\\<<:#'", V1),
                new Pin(Pin.Kind.HEADER, Pin.Kind.HEADER.usualName(), "mode", V2),
                new Pin(Pin.Kind.COOKIE, Pin.Kind.COOKIE.usualName(), "a", V2));
        Mode closed = new Mode.Maintenance(
                503, "<p>\u00e4</p>\n", Duration.ofSeconds(5), List.of(Network.of("10.0.0.0/8"), Network.of("::1")));
        for (Routes routes : List.of(
                routes(new Mode.Serve(), List.of()), routes(new Mode.Serve(), pins), routes(closed, List.of()))) {
            List<Network> bypass = routes.mode() instanceof Mode.Maintenance m ? m.bypass() : List.of();
            assertThat(Routes.parse(routes.lines(), bypass)).isEqualTo(routes);
        }
    }

    @Test
    void a_map_without_a_generation_is_one_that_was_never_written() {
        assertThat(Routes.parse(Map.of(), List.of())).isEqualTo(Routes.NONE);
    }

    @Test
    void a_pin_to_an_empty_slot_is_none_of_ours() {
        assertThatThrownBy(() -> Routes.parse(Map.of("generation", "1", "header:x", "2:0"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a pin leads to slot 2, which is empty");
    }

    @Test
    void counters_that_began_anew_are_taken_as_they_are() {
        assertThat(Tally.parse("0,5,0,0,0,0,0,0").since(COUNTED)).isEqualTo(Tally.parse("0,5,0,0,0,0,0,0"));
        assertThat(Tally.parse("0,15,3,4,6,6,7,8").since(COUNTED)).isEqualTo(Tally.parse("0,3,0,0,1,0,0,0"));
    }
}
