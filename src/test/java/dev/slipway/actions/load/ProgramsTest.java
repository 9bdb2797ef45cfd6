package dev.slipway.actions.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.slipway.base.Data;
import dev.slipway.operations.Json;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What programs are told, and what is read from what they print; whether they understand it is for {@link RealProgramsTest}. */
class ProgramsTest {
    private static final Map<String, String> MARKED = new LinkedHashMap<>(Map.of("X-Slipway-Load", "r000000"));

    private static Load load(String method, String rate, String body) {
        return new Load(
                List.of(URI.create("http://127.0.0.1:9001")),
                method,
                MARKED,
                body,
                rate.isEmpty() ? Optional.empty() : Optional.of(Rate.of(rate)),
                Duration.ofMillis(2500),
                4,
                Duration.ofMillis(1500),
                List.of());
    }

    private static Counts read(Program program, Load load, String out, String errors) {
        Program.Reading reading = program.reading(load);
        out.lines().forEach(reading::line);
        return reading.counts(errors);
    }

    @Test
    void hey_is_told_how_many_requests_each_worker_sends_and_how_often() {
        assertThat(String.join(" ", new Hey().words(load("POST", "9/s", "four"))))
                .isEqualTo("hey -o csv -disable-redirects -n 24 -c 4 -q 2.250000 -t 2 -m POST"
                        + " -H X-Slipway-Load: r000000 -d four http://127.0.0.1:9001");
    }

    @Test
    void answers_that_hey_does_not_tell_of_are_errors() {
        Counts counts = read(new Hey(), load("GET", "1/s", ""), """
                response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset
                0.0290,0.0002,0.0000,0.0001,0.0025,0.0001,200,0.2108
                0.0330,0.0024,0.0000,0.0001,0.0008,0.0000,503,0.2113
                """, "");

        assertThat(counts.line())
                .isEqualTo("3 sent, 2 answered (2xx 1, 5xx 1), 2 errors (67 %),"
                        + " p50 29 ms, p90 33 ms, p95 33 ms, p99 33 ms, max 33 ms");
        assertThat(counts.mishaps()).containsExactly("1 broken: no answer, of which hey does not say why");
    }

    @Test
    void ab_is_told_the_time_alone_and_an_address_with_a_path() {
        assertThat(String.join(" ", new Ab().words(load("HEAD", "", ""))))
                .isEqualTo("ab -q -l -r -k -t 3 -n 1000000 -c 4 -s 2 -e /dev/stderr -i"
                        + " -H X-Slipway-Load: r000000 http://127.0.0.1:9001/");
    }

    private static final String CSV = """
            Percentage served,Time in ms
            0,0.500
            50,12.000
            90,30.500
            95,40.000
            99,80.250
            100,120.000
            """;

    @Test
    void what_failed_stands_in_the_report_of_ab_and_the_times_in_its_csv() {
        Counts counts = read(new Ab(), load("GET", "", ""), """
                Complete requests:      200
                Failed requests:        14
                   (Connect: 1, Receive: 10, Length: 0, Exceptions: 3)
                Non-2xx responses:      23
                """, CSV);

        assertThat(counts.line())
                .isEqualTo("201 asked, 190 answered, 34 errors (17 %),"
                        + " p50 12 ms, p90 31 ms, p95 40 ms, p99 80 ms, max 120 ms");
        assertThat(counts.mishaps())
                .containsExactly("23 had another status than 2xx", "11 broken: no connection, or it broke off");
    }

    @Test
    void a_refused_connection_is_one_error_for_ab_and_says_nothing_of_times() {
        Counts counts = read(new Ab(), load("GET", "", ""), """
                Complete requests:      1000
                Failed requests:        1500
                   (Connect: 0, Receive: 1000, Length: 0, Exceptions: 500)
                """, CSV);

        assertThat(counts.line()).isEqualTo("1000 asked, 0 answered, 1000 errors (100 %)");
    }

    @Test
    void k6_is_told_everything_by_its_script() {
        Load load = load("PUT", "90/m", "it's \"four\" </script>");
        String script = new K6().input(load);
        String given = script.lines()
                .filter(line -> line.startsWith("const load = "))
                .findFirst()
                .orElseThrow();

        assertThat(new K6().words(load)).doesNotContain("r000000");
        Data.Mapping told = (Data.Mapping) Json.read(given.substring("const load = ".length(), given.length() - 1));
        assertThat(told.json())
                .isEqualTo("{\"urls\":[\"http://127.0.0.1:9001\"],\"method\":\"PUT\","
                        + "\"body\":\"it's \\\"four\\\" </script>\",\"expect\":[],"
                        + "\"params\":{\"headers\":{\"X-Slipway-Load\":\"r000000\"},\"redirects\":0,\"timeout\":\"1500ms\"},"
                        + "\"options\":{\"scenarios\":{\"load\":{\"executor\":\"constant-arrival-rate\",\"rate\":5400,"
                        + "\"timeUnit\":\"3600s\",\"duration\":\"2500ms\",\"preAllocatedVUs\":4,\"gracefulStop\":\"1500ms\"}},"
                        + "\"discardResponseBodies\":true,"
                        + "\"summaryTrendStats\":[\"med\",\"p(90)\",\"p(95)\",\"p(99)\",\"max\"]}}");
    }

    @Test
    void what_k6_could_not_send_is_an_error_as_well() {
        Counts counts = read(new K6(), load("GET", "50/s", ""), """
                a warning of k6
                {"slipway":1,"asked":90,"answered":85,"wrong":3,"late":2,"dropped":10,"millis":[12.5,30,40,80,120.25]}
                """, "");

        assertThat(counts.line())
                .isEqualTo("100 asked, 85 answered, 18 errors (18 %),"
                        + " p50 13 ms, p90 30 ms, p95 40 ms, p99 80 ms, max 120 ms");
        assertThat(counts.mishaps())
                .containsExactly(
                        "3 broken: no connection, or it broke off",
                        "2 not answered in time",
                        "10 never left: all connections were busy");
    }

    @Test
    void output_of_another_form_is_no_count() {
        Map<Program, String> says = Map.ofEntries(
                entry(new Hey(), "hey printed a line that is no row of its CSV: 'Usage: hey'"),
                entry(new Ab(), "ab did not print how many requests it completed"),
                entry(new K6(), "k6 did not print what it was asked to print in the end"));

        says.forEach((program, sentence) -> assertThatIllegalArgumentException()
                .isThrownBy(() -> read(program, load("GET", "1/s", ""), "Usage: hey\n", ""))
                .withMessage(sentence));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(new Ab(), load("GET", "", ""), "Complete requests:  5\n", ""))
                .withMessage("ab did not print the times of its percentages");
    }
}
