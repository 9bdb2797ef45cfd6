package dev.slipway.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaidTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m",
                "mysq",
                "mysql",
                "MySQL 8",
                "mysqldump",
                "the mysql",
                "_mysql",
                "mysql_1",
                "0mysql",
                "mysqldump, then mysql",
                "mmysql my-sql mysql.",
                "MYSQL",
                "ſmysql"
            })
    void it_is_said_where_a_pattern_finds_it(String text) {
        assertThat(Said.asWord(text, "mysql"))
                .isEqualTo(Pattern.compile("(?i)\\bmysql\\b").matcher(text).find());
        assertThat(Said.anywhere(text, "mysql"))
                .isEqualTo(Pattern.compile("(?i)mysql").matcher(text).find());
    }
}
