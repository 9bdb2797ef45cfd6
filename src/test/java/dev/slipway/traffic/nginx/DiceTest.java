package dev.slipway.traffic.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiceTest {

    @Test
    void every_share_comes_back() {
        for (int permille = 0; permille <= 1000; permille++) {
            List<Integer> tickets =
                    Dice.tickets(List.of(permille, (1000 - permille) / 3, 1000 - permille - (1000 - permille) / 3));
            assertThat(tickets).hasSize(Dice.TICKETS);
            assertThat(Dice.permille(Collections.frequency(tickets, 0))).isEqualTo(permille);
            assertThat(Dice.permille(Collections.frequency(tickets, 1))).isEqualTo((1000 - permille) / 3);
        }
    }

    @Test
    void nobody_gets_tickets_where_nobody_is() {
        assertThat(Dice.tickets(List.of())).isEmpty();
    }
}
