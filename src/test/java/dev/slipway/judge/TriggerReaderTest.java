package dev.slipway.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.judge.Trigger.Above;
import dev.slipway.judge.Trigger.Lasting;
import dev.slipway.judge.Trigger.Limit;
import dev.slipway.judge.TriggerReader.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TriggerReaderTest {
    private static final Lasting AT_ONCE = new Lasting.Immediately();

    @Test
    void a_rate_for_a_time() {
        assertThat(Trigger.of("error-rate > 5% for 5m"))
                .isEqualTo(new Above(
                        new Gauge.Failures(),
                        new Limit.Rate(0.05),
                        new Lasting.For(Duration.ofMinutes(5)),
                        "error-rate > 5% for 5m"));
    }

    @Test
    void nothing_said_about_time_means_immediately() {
        assertThat(Trigger.of("error-rate > 5%")).isEqualTo(above("error-rate > 5%", AT_ONCE));
        assertThat(Trigger.of("error-rate > 5% immediately")).isEqualTo(above("error-rate > 5% immediately", AT_ONCE));
    }

    @Test
    void a_window() {
        assertThat(Trigger.of(" error-rate>5%  over 10m "))
                .isEqualTo(above("error-rate>5%  over 10m", new Lasting.Over(Duration.ofMinutes(10))));
    }

    private static Above above(String text, Lasting lasting) {
        return new Above(new Gauge.Failures(), new Limit.Rate(0.05), lasting, text);
    }

    @Test
    void times_against_a_limit_and_against_the_baseline() {
        assertThat(Trigger.of("p95 > 2x baseline for 10m"))
                .isEqualTo(new Above(
                        new Gauge.Quantile(0.95),
                        new Limit.Slower(2),
                        new Lasting.For(Duration.ofMinutes(10)),
                        "p95 > 2x baseline for 10m"));
        assertThat(Trigger.of("p99.9 > 800ms"))
                .isEqualTo(new Above(new Gauge.Quantile(0.999), new Limit.Seconds(0.8), AT_ONCE, "p99.9 > 800ms"));
    }

    @Test
    void worse_than_the_baseline_by_both_or_by_their_sum() {
        assertThat(limit("error-rate worse than baseline by 0.1pp and 1.25x"))
                .isEqualTo(new Limit.Worse(List.of(new Tolerance(1, 0.001), new Tolerance(1.25, 0))));
        assertThat(limit("error-rate worse than baseline by 1.25x plus 0.1pp"))
                .isEqualTo(new Limit.Worse(List.of(Tolerance.BALANCED)));
        assertThat(limit("error-rate worse than baseline by 1pp"))
                .isEqualTo(new Limit.Worse(List.of(new Tolerance(1, 0.01))));
        assertThat(limit("error-rate > 3x baseline")).isEqualTo(new Limit.Worse(List.of(new Tolerance(3, 0))));
        assertThat(limit("p50 worse than baseline by 1.5x for 2m")).isEqualTo(new Limit.Slower(1.5));
    }

    private static Limit limit(String text) {
        return ((Above) Trigger.of(text)).limit();
    }

    @Test
    void health_and_queries() {
        assertThat(Trigger.of("health fails 3 times")).isEqualTo(new Trigger.Unhealthy(3, "health fails 3 times"));
        assertThat(Trigger.of("promql 'sum(rate(x{a=\"b\"}[1m])) > 3' > 0.5 for 1m"))
                .isEqualTo(new Trigger.Asked(
                        "sum(rate(x{a=\"b\"}[1m])) > 3",
                        Trigger.Side.ABOVE,
                        0.5,
                        new Lasting.For(Duration.ofMinutes(1)),
                        "promql 'sum(rate(x{a=\"b\"}[1m])) > 3' > 0.5 for 1m"));
    }

    @Test
    void each_wrong_form_has_a_sentence_and_a_place() {
        assertThat(TABLE.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .map(TriggerReaderTest::answered))
                .containsExactlyElementsOf(TABLE.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    /** What is marked by ‹› in the text is what the answer marks. */
    private static String answered(String row) {
        String marked = row.substring(0, row.indexOf(" | "));
        String text = marked.replaceAll("[‹›]", "");
        return switch (TriggerReader.read(text)) {
            case Reading.Read(Trigger trigger) -> text + " | was read as " + trigger;
            case Reading.Misread wrong ->
                text.substring(0, wrong.from()) + "‹" + text.substring(wrong.from(), wrong.to()) + "›"
                        + text.substring(wrong.to()) + " | " + wrong.sentence();
        };
    }

    private static final String TABLE = """
            ‹error_rate› > 5% | nothing is measured as 'error_rate'. A trigger begins with: error-rate, connection-failures, p50, p75, p90, p95, p99, p99.9, health, promql. Did you mean 'error-rate'?
            ‹p0› > 5ms | nothing is measured as 'p0'. A trigger begins with: error-rate, connection-failures, p50, p75, p90, p95, p99, p99.9, health, promql. Did you mean 'p50'?
            ‹latency› > 2s | nothing is measured as 'latency'. A trigger begins with: error-rate, connection-failures, p50, p75, p90, p95, p99, p99.9, health, promql.
            error-rate‹› | nothing follows 'error-rate'. Write 'error-rate > …' or 'error-rate worse than baseline by …'.
            error-rate ‹>=› 5% | '>=' does not follow 'error-rate'. Write 'error-rate > …' or 'error-rate worse than baseline by …'.
            error-rate ‹above› 5% | 'above' does not follow 'error-rate'. Write 'error-rate > …' or 'error-rate worse than baseline by …'.
            error-rate >‹› | a limit is missing. Write it as 'error-rate > 5%' or 'error-rate > 2x baseline'.
            error-rate > ‹5› | '5' has no unit. Write it as 'error-rate > 5%' or 'error-rate > 2x baseline'.
            error-rate > ‹5ms› | '5ms' is no rate. Write it as 'error-rate > 5%' or 'error-rate > 2x baseline'.
            error-rate > ‹0%› | a limit of 0% would be exceeded by a single failure. Write the rate that is still right, such as 0.1%.
            error-rate > ‹100%› | a rate is never above 100%, so that '100%' never acts
            error-rate > ‹2x› | '2x' does not say of what. Write '2x baseline'.
            error-rate > ‹0.5x› baseline | '0.5x' would call a better version worse. A factor is at least 1x.
            p95 > ‹5%› | '5%' is no time. Write it as 'p95 > 800ms' or 'p95 > 2x baseline'.
            p95 > ‹300› | '300' has no unit. Write it as 'p95 > 800ms' or 'p95 > 2x baseline'.
            p95 > ‹0s› | '0s' is no time. Write it as 'p95 > 800ms' or 'p95 > 2x baseline'.
            p95 > 300ms ‹fro 5m› | 'fro 5m' does not say how long. It ends with 'for 5m', 'over 5m' or 'immediately'. Did you mean 'for'?
            p95 > 300ms for‹› | 'for' says no time. Write it as 90s, 5m or 1h.
            p95 > 300ms for ‹5› | '5' is no time. Write it as 90s, 5m or 1h.
            p95 > 300ms for ‹0s› | 'for 0s' is no time. Write 'immediately', or how long it must be so.
            p95 > 300ms for ‹3d› | '3d' is longer than a release is watched. A day is the most.
            p95 > 300ms for 5m ‹or 10m› | 'or 10m' is too much: the trigger is complete before it
            error-rate worse ‹by› 2x | 'worse' is followed by 'than baseline'
            error-rate worse than baseline‹› | it does not say by how much. Write 'by 1.25x plus 0.1pp'.
            error-rate worse than baseline by‹› | it does not say by how much. Write a ratio such as 1.25x, or percentage points such as 0.1pp.
            error-rate worse than baseline by ‹5%› | '5%' is no difference. Write a ratio such as 1.25x, or percentage points such as 0.1pp.
            error-rate worse than baseline by 2x and ‹3x› | '2x' and '3x' say the same twice. One is a ratio such as 1.25x, the other a difference such as 0.1pp.
            p95 worse than baseline by ‹5pp› | '5pp' is no factor. Write it as 2x or 1.25x.
            health ‹is› bad | 'health' is followed by 'fails 3 times'
            health fails ‹often› | it does not say how often health fails. Write 'health fails 3 times'.
            health fails ‹0› times | it does not say how often health fails. Write 'health fails 3 times'.
            promql ‹up› < 1 | the query after 'promql' does not stand in quotes. Write: promql 'up{job="shop"}' < 1 for 1m
            promql ‹'up < 1› | the query after 'promql' does not stand in quotes. Write: promql 'up{job="shop"}' < 1 for 1m
            promql 'up' ‹=› 1 | a query is compared with a number by > or <. Such as: promql '…' > 0.5 for 1m
            promql 'up' < ‹5%› | a query is compared with a number by > or <. Such as: promql '…' > 0.5 for 1m
            promql 'up' < 1 ‹over› 5m | a query says its window itself. Write 'for' instead of 'over', or nothing.
            """;

    @Test
    void an_empty_one_says_what_one_looks_like() {
        assertThatThrownBy(() -> Trigger.of("  ")).hasMessage("a trigger is empty. Such as: error-rate > 5% for 5m");
    }

    @Test
    void any_text_is_read_or_refused() {
        String letters = "error-rate p95 > < % x baseline for 5m worse than by and plus health promql ' \" 0 9 . pp";
        List<String> words = List.of(letters.split(" ", -1));
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(9); j >= 0; j--) {
                text.append(words.get(random.nextInt(words.size()))).append(random.nextBoolean() ? " " : "");
            }
            if (TriggerReader.read(text.toString()) instanceof Reading.Misread wrong) {
                assertThat(wrong.from()).as(text.toString()).isBetween(0, wrong.to());
                assertThat(wrong.to()).as(text.toString()).isLessThanOrEqualTo(text.length());
            }
        }
    }
}
