package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WidthTest {

    @Test
    void east_asian_characters_and_pictographs_take_two_columns_and_marks_none() {
        assertThat(Width.of("abc")).isEqualTo(3);
        assertThat(Width.of("発布")).isEqualTo(4);
        assertThat(Width.of("🚀 go")).isEqualTo(5);
        assertThat(Width.of("e\u0301")).isEqualTo(1);
    }

    @Test
    void a_long_text_is_cut_at_a_whole_character() {
        assertThat(Width.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Width.cut("abcdef", 5)).isEqualTo("abcd…");
        assertThat(Width.cut("発布手順書", 6)).isEqualTo("発布…");
        assertThat(Width.cut("ab cd", 4)).isEqualTo("ab…");
        assertThat(Width.cut("abc", 0)).isEmpty();
    }

    @Test
    void a_title_cannot_steer_the_terminal_or_turn_the_line_around() {
        assertThat(Width.clean("a\u001b[2Jb\u202ec\td\ne")).isEqualTo("a\ufffd[2Jb\ufffdc d e");
    }

    @Test
    void a_word_longer_than_a_line_is_broken_and_loses_nothing() {
        assertThat(Width.pieces("abcdefg", 3)).containsExactly("abc", "def", "g");
    }
}
