package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotenvTest {
    private final List<Problem> problems = new ArrayList<>();

    private List<Dotenv.Entry> read(String text) {
        return Dotenv.read(
                Source.of(".env", text),
                name -> name.equals("HOST") ? Optional.of("web-1") : Optional.empty(),
                problems);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A=b                      | A=b",
                "  export A = b           | A=b",
                "A=                       | A=",
                "A=b # c                  | A=b",
                "A=b#c                    | A=b#c",
                "A=#c                     | A=",
                "A='b # c' # d            | A=b # c",
                "A='$HOST ${HOST} \\n'    | A=$HOST ${HOST} \\n",
                "A='it\\'s'               | A=it's",
                "A=\"b\\tc\\\"d\\\\\"     | A=b<TAB>c\"d\\",
                "A=\"\\$HOST $HOST\"      | A=$HOST web-1",
                "A=${HOST}:80             | A=web-1:80",
                "A=$HOST                  | A=web-1",
                "A=$$HOST                 | A=$HOST",
                "A=${NONE:-x ${HOST}}     | A=x web-1",
                "A=${NONE-}b              | A=b",
                "A=${HOST:+set}           | A=set",
                "A=${NONE+set}            | A=",
                "A=${HOST:?needed}        | A=web-1",
                "A=5$ and ${              | A=5$ and ${",
                "A=b=c                    | A=b=c",
                "a.b-c=d                  | a.b-c=d",
            })
    void a_line_gives_a_value(String line, String expected) {
        Dotenv.Entry entry = read(line).getFirst();
        assertThat(entry.name() + "=" + entry.value().reveal())
                .isEqualTo(Optional.ofNullable(expected).orElse("").replace("<TAB>", "\t"));
        assertThat(problems).isEmpty();
    }

    @Test
    void comments_and_empty_lines_are_passed_by_and_quotes_run_over_lines() {
        List<Dotenv.Entry> entries = read("# one\n\nA=1\nKEY=\"-----BEGIN\nabc\n-----END\"\n  B='x\ny'\r\nC=$A$B\n");
        assertThat(problems).isEmpty();
        assertThat(entries).extracting(Dotenv.Entry::name).containsExactly("A", "KEY", "B", "C");
        assertThat(entries)
                .extracting(entry -> entry.value().reveal())
                .containsExactly("1", "-----BEGIN\nabc\n-----END", "x\ny", "1x\ny");
        assertThat(entries.get(2).span()).isEqualTo(new Span(".env", 7, 3, 7, 4));
    }

    @Test
    void an_entry_never_shows_its_value() {
        assertThat(read("A=hunter22"))
                .hasToString("[Entry[name=A, value=[REDACTED:A], span=.env:1:1, begin=0, end=10]]");
    }

    @Test
    void malformed_lines_are_problems_that_hold_no_value() {
        read("""
                hunter22
                2A=hunter22
                A="hunter22
                """);
        read("B='hunter22\nC=hunter22\n");
        read("D='hunter22' hunter22\n");
        read("E=ab$hunter22\nF=${hunter22:?}\n");
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        ".env:1:1  this line has no '='\n   Write NAME=value, or begin the line with '#'.",
                        ".env:2:1  what stands before the '=' is not a name\n   Write NAME=value, or begin the line with '#'.",
                        ".env:3:3  the quote of A is not closed\n   Close it with another \".",
                        ".env:1:3  the quote of B is not closed\n   Close it with another '.",
                        ".env:1:13  text after the closing quote of D\n   Put the whole value into one pair of quotes.",
                        ".env:1:1  a '$' in the value of E begins the name of a variable that is not set\n   Put the value into single quotes if the '$' belongs to it.",
                        ".env:2:1  a '$' in the value of F begins the name of a variable that is not set\n   Put the value into single quotes if the '$' belongs to it.");
        assertThat(problems.toString()).doesNotContain("hunter22");
    }

    @Test
    void variables_that_grow_by_each_other_and_long_files_are_refused_in_time() {
        StringBuilder laughs = new StringBuilder("A0=ha\n");
        for (int i = 1; i < 60; i++) {
            laughs.append("A")
                    .append(i)
                    .append("=$A")
                    .append(i - 1)
                    .append("$A")
                    .append(i - 1)
                    .append('\n');
        }
        Effort.isUnderASecond(() -> read(laughs.toString()));
        assertThat(problems.getFirst().says()).isEqualTo("the value of A16 is larger than 100 kB");
        problems.clear();
        Effort.isUnderASecond(() -> read("A=\"\n".repeat(200_000)));
        Effort.isUnderASecond(() -> read("A=" + "${B:-".repeat(150_000)));
        Effort.isUnderASecond(() -> read("A=x\n".repeat(240_000)));
        Effort.isUnderASecond(() -> read("A=" + " \t".repeat(400_000) + "x"));
        problems.clear();
        assertThat(read("A=" + "x".repeat(1_000_000))).isEmpty();
        assertThat(problems).extracting(Problem::says).containsExactly("this file is larger than 1 MB");
    }
}
