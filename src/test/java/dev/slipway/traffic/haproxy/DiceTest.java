package dev.slipway.traffic.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DiceTest {

    @Test
    void a_version_that_gets_everything_is_one_line() {
        assertThat(Dice.prefixes(Map.of(2, 1000))).isEqualTo(Map.of("1", "2"));
    }

    @Test
    void a_tenth_is_one_line_more() {
        assertThat(Dice.prefixes(new java.util.TreeMap<>(Map.of(1, 100, 2, 900))))
                .isEqualTo(Map.of("1", "2", "10", "1"));
    }

    @Test
    void every_share_comes_back_from_few_lines() {
        for (int permille = 1; permille < 1000; permille++) {
            Map<Integer, Integer> shares = Map.of(1, permille, 7, 1000 - permille);
            Map<String, String> lines = Dice.prefixes(shares);
            assertThat(Dice.permille(lines)).isEqualTo(shares);
            assertThat(lines).hasSizeLessThanOrEqualTo(25);
        }
    }

    @Test
    void three_versions_share_as_well() {
        Map<Integer, Integer> shares = Map.of(1, 333, 2, 334, 3, 333);
        assertThat(Dice.permille(Dice.prefixes(shares))).isEqualTo(shares);
    }

    @Test
    void nobody_gets_anything_of_an_empty_map() {
        assertThat(Dice.permille(Dice.prefixes(Map.of()))).isEmpty();
    }
}
