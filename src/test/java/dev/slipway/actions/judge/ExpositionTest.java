package dev.slipway.actions.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpositionTest {

    @Test
    void the_text_format() {
        assertThat(Exposition.read("""
                # HELP up Whether.
                # TYPE up gauge
                up 1
                http_requests_total{code="200",path="/a \\"b\\" \\\\ {}, \\n"} 1.5e3 1700000000000
                  spaced{ a = "1" , b="2" }   +Inf
                nothing{} NaN
                """))
                .containsExactly(
                        new Series("up", Map.of(), 1),
                        new Series("http_requests_total", Map.of("code", "200", "path", "/a \"b\" \\ {}, \n"), 1500),
                        new Series("spaced", Map.of("a", "1", "b", "2"), Double.POSITIVE_INFINITY),
                        new Series("nothing", Map.of(), Double.NaN));
    }

    @Test
    void openmetrics_with_exemplars_and_an_end() {
        assertThat(Exposition.read("""
                # TYPE a counter
                a_total{x="y"} 17 # {trace_id="abc"} 0.5 1700000000.1
                a_created{x="y"} 1700000000.0
                # EOF
                """)).contains(new Series("a_total", Map.of("x", "y"), 17));
    }

    @Test
    void what_is_no_metric_is_said_with_its_line() {
        for (String wrong : List.of("up", "up one", "up{a=1} 2", "up{a=\"1} 2", "{} 1", "<html>")) {
            assertThatThrownBy(() -> Exposition.read("up 1\n" + wrong))
                    .as(wrong)
                    .hasMessage("line 2 is not a metric");
        }
    }

    @Test
    void selectors_match_as_in_prometheus() {
        Series series = new Series("http_requests_total", Map.of("code", "503", "job", "shop"), 1);

        assertThat(Selector.of("http_requests_total{code=~\"5..\"}").matches(series))
                .isTrue();
        assertThat(Selector.of("http_requests_total{code=~\"5\"}").matches(series))
                .isFalse();
        assertThat(Selector.of("http_requests_total{code!~\"2..\",job=\"shop\",none=\"\"}")
                        .matches(series))
                .isTrue();
        assertThat(Selector.of("http_requests_total{job!=\"shop\"}").matches(series))
                .isFalse();
        assertThat(Selector.of("other").matches(series)).isFalse();
        assertThat(Selector.of("a{b=\"c\\\"d\"}").and(Selector.labels("e=\"f\"")))
                .hasToString("a{b=\"c\\\"d\",e=\"f\"}");
    }

    @Test
    void a_wrong_selector_has_a_sentence() {
        assertThatThrownBy(() -> Selector.of("sum(rate(x[1m]))"))
                .hasMessage("'sum(rate(x[1m]))' names no metric:"
                        + " write it as http_requests_total or http_requests_total{job=\"shop\"}");
        assertThatThrownBy(() -> Selector.of("x{a=b}"))
                .hasMessage("'a=b' are no labels: write them as version=\"v3\",job=\"shop\"");
        assertThatThrownBy(() -> Selector.labels("a=~\"(\"")).hasMessage("'(' is no regular expression");
    }

    @Test
    void counters_that_begin_anew_go_on_growing() {
        Growth growth = new Growth();
        Map<String, String> one = Map.of("instance", "1");
        Map<String, String> two = Map.of("instance", "2");

        assertThat(growth.add(List.of(new Series("a", one, 100)))).isEqualTo(100);
        assertThat(growth.add(List.of(new Series("a", one, 110)))).isEqualTo(110);
        assertThat(growth.add(List.of(new Series("a", one, 5)))).isEqualTo(115);
        assertThat(growth.add(List.of(new Series("a", one, 5), new Series("a", two, 7))))
                .isEqualTo(122);
        assertThat(growth.add(List.of(new Series("a", two, 8)))).isEqualTo(123);
        assertThat(growth.add(List.of(new Series("a", one, Double.NaN)))).isEqualTo(123);
    }
}
