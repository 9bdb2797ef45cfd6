package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What somebody might feed the reader: each is answered within a second, without an exception. */
class HostileYamlTest {

    private static List<String> said(String text) {
        List<Problem> problems = new ArrayList<>();
        Effort.isUnderASecond(() -> YamlReader.read("r.md", text, 1, 1, problems));
        return problems.stream().map(Problem::says).toList();
    }

    @Test
    void a_text_of_5_megabytes_is_refused() {
        assertThat(said("a: " + "x".repeat(5_000_000))).containsExactly("this YAML is larger than 1 MB");
    }

    @Test
    void a_text_just_below_the_limit_is_read() {
        assertThat(said("a: " + "x".repeat(999_000))).isEmpty();
        assertThat(said("a: '" + "x ".repeat(499_000) + "'")).isEmpty();
        assertThat(said("a: |\n" + "  line\n".repeat(140_000))).isEmpty();
        assertThat(said("a: \"" + "\\u0041".repeat(160_000) + "\"")).isEmpty();
    }

    @Test
    void deep_nesting_stops_at_the_limit() {
        String deep = "this YAML is nested more than 32 deep";
        assertThat(said("[".repeat(400_000))).containsExactly(deep);
        assertThat(said("{a: ".repeat(200_000))).containsExactly(deep);
        assertThat(said("- ".repeat(400_000) + "a")).containsExactly(deep);
        assertThat(said(IntStream.range(0, 1_000)
                        .mapToObj(i -> " ".repeat(i) + "a:\n")
                        .collect(Collectors.joining())))
                .containsExactly(deep);
    }

    @Test
    void a_billion_laughs_stay_one_line_each() {
        String laughs = "a: &a [lol, lol]\n"
                + IntStream.range(0, 9)
                        .mapToObj(i -> "" + (char) ('b' + i) + ": &" + (char) ('b' + i) + " [*" + (char) ('a' + i)
                                + ", *" + (char) ('a' + i) + "]\n")
                        .collect(Collectors.joining());
        assertThat(said(laughs))
                .hasSize(28)
                .containsOnly("anchors (&name) are not read here", "aliases (*name) are not read here");
    }

    @Test
    void too_many_values_are_refused() {
        assertThat(said("[" + "a,".repeat(200_000) + "]")).containsExactly("this YAML has more than 10,000 values");
        assertThat(said(IntStream.range(0, 60_000)
                        .mapToObj(i -> "k" + i + ": 1\n")
                        .collect(Collectors.joining())))
                .containsExactly("this YAML has more than 10,000 values");
    }

    @Test
    void numbers_that_would_fill_the_memory_are_refused() {
        assertThat(said("[1e999999999, " + "9".repeat(900_000) + "]")).hasSize(2);
    }

    @Test
    void mutations_of_a_right_text_never_end_in_an_exception() {
        String right = "a: {b: [c, 'd', \"e\\n\"], f: |\n  text\n  more\n}\nx:\n  - 1.10\n  - ~ # note\n😀: ${y}\n";
        String spice = "{}[]:,'\"|>&*!%@`#-? \n\t\\$\u0001😀~<";
        Random random = new Random(7);
        for (int round = 0; round < 4_000; round++) {
            StringBuilder text = new StringBuilder(right);
            for (int i = 0; i <= round % 4; i++) {
                int at = random.nextInt(text.length());
                int spiceAt = random.nextInt(spice.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(at, spice.charAt(spiceAt));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.setCharAt(at, spice.charAt(spiceAt));
                }
            }
            List<Problem> problems = new ArrayList<>();
            boolean read =
                    YamlReader.read("r.md", text.toString(), 1, 1, problems).isPresent();
            assertThat(read || !problems.isEmpty() || text.toString().isBlank())
                    .as(text.toString())
                    .isTrue();
        }
    }
}
