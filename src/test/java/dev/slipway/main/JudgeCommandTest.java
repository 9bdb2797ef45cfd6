package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.main.Typed.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code slipway judge}, as somebody types it. */
class JudgeCommandTest {
    private static final String MIXTURE = """
            # the second of the golden numbers
            nc,xc,nb,xb
            5,0,95,0
            5,1,95,1
            start
            6,2,94,1
            4,2,96,0
            start
            5,3,95,2
            """;

    @TempDir
    private Path folder;

    @Test
    void rows_are_answered_and_rules_compared() throws IOException {
        Said said = judge(MIXTURE, "--ratio", "1", "--delta", "0");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).isEqualTo("""
                ROW  NC  XC  NB  XB  LOGE             STATE
                1    5   0   95  0   -0.006897225787  undecided, needs about 15 more
                2    5   1   95  1   0.595064690159   undecided, needs about 32 more
                3    6   2   94  1   3.562448575501   undecided, needs about 7 more
                4    4   2   96  0   8.581249780723   regression
                5    5   3   95  2   14.599957901869  regression

                Slipway: stops at row 4, after 4 s
                error-rate > 5% for 5m: does not stop
                a check of > 5 % once a minute: does not stop
                """);
    }

    @Test
    void a_row_a_line_for_machines() throws IOException {
        Said said = judge("20,1,0,0\n20,4,0,0\n20,6,0,0\n20,8,0,0\n", "--ratio", "0", "--delta", "0.05", "--json");

        assertThat(said.out()).isEqualTo("""
                {"row":1,"logE":-0.353562406409,"state":"undecided","needs":276}
                {"row":2,"logE":0.429150746782,"state":"undecided","needs":256}
                {"row":3,"logE":4.611733091069,"state":"undecided","needs":13}
                {"row":4,"logE":13.407499796812,"state":"regression"}
                """);
    }

    @Test
    void the_explanation_shows_both_arms() throws IOException {
        assertThat(judge(MIXTURE, "--ratio", "1", "--delta", "0", "--explain").out())
                .contains("candidate is worse after 20 candidate requests (4 s): errors 25 % against 0.53 %;"
                        + " false-alarm guarantee 1 %\n")
                .contains(
                        "error-rate  25 % (3.3–64)  0.53 % (0.0039–3.5)  8.4 of 5.3  error-rate worse than baseline by");
    }

    @Test
    void simpler_rules_stop_later() throws IOException {
        String lines = Stream.generate(() -> "10,1,90,1").limit(400).reduce("", (all, line) -> all + line + "\n");

        assertThat(judge(lines).out()).endsWith("""
                Slipway: stops at row 8, after 8 s
                error-rate > 5% for 5m: stops at row 310, after 5m10s
                a check of > 5 % once a minute: stops at row 60, after 1m00s
                """);
    }

    @Test
    void polls_with_times_go_through_the_whole_judge() throws IOException {
        StringBuilder lines = new StringBuilder("{\"buckets\": [0.1, 0.105, 0.11, 0.2, 0.21, 0.22]}\n");
        for (int second = 1; second <= 20; second++) {
            lines.append(
                            "{\"at\": %d, \"share\": 0.5, \"candidate\": {\"requests\": 50, \"failures\": 0, \"times\": [0,0,0,0,25,25,0]},"
                                    .formatted(second))
                    .append(" \"baseline\": {\"requests\": 50, \"failures\": 0, \"times\": [0,25,25,0,0,0,0]}}\n");
        }
        lines.insert(0, "{\"at\": 0, \"silence\": \"no answer\"}\n");

        assertThat(judge(lines.toString()).out())
                .startsWith("0 s  no data: no answer\n")
                .contains("candidate is worse after ")
                .contains(" ms against ")
                .endsWith("""

                        Slipway: stops after 7 s
                        error-rate > 5% for 5m: does not stop
                        a check of > 5 % once a minute: does not stop
                        """);
    }

    @Test
    void the_rules_of_a_runbook_are_tried_one_by_one() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int second = 1; second <= 400; second++) {
            int failures = second > 60 ? 1 : 0;
            lines.append("{\"at\": %d, \"share\": \"unknown\", \"candidate\": {\"requests\": 10, \"failures\": %d},"
                    .formatted(second, failures));
            lines.append(" \"baseline\": {\"requests\": 90, \"failures\": 0}}\n");
        }

        assertThat(judge(lines.toString(), "--trigger", "error-rate > 5% for 2m", "--trigger", "error-rate > 50%")
                        .out())
                .endsWith("""

                        Slipway: stops after 1m05s
                        error-rate > 5% for 2m: stops after 3m40s
                        a check of > 5 % once a minute: stops after 2m00s
                        """);
    }

    @Test
    void the_diary_of_a_watch_is_played_and_one_that_was_tried_again_has_two_verdicts() throws IOException {
        String bad =
                "{\"at\":%d,\"candidate\":{\"requests\":10,\"failures\":5},\"share\":\"unknown\",\"baseline\":{\"requests\":10,\"failures\":0}}\n";
        String first =
                "{\"begun\":\"2026-11-21T14:00:00Z\",\"from\":\"2026-11-21T14:00:00Z\"}\n{\"at\":0,\"silence\":\"\"}\n"
                        + bad.formatted(1) + bad.formatted(2) + bad.formatted(3);
        String second = first.replace("14:00", "15:00");

        assertThat(judge(first + bad.formatted(4) + second + bad.formatted(4))
                        .out()
                        .lines()
                        .filter(line -> line.contains("candidate is worse after 30 candidate requests (3 s)")))
                .hasSize(2);
    }

    @Test
    void an_option_that_would_not_be_read_is_refused() throws IOException {
        assertThat(judge(MIXTURE, "--json", "--explain").err())
                .contains("'--explain' is not read: each line of '--json' is a verdict already");
        assertThat(judge(MIXTURE, "--warm-up", "10s").err())
                .contains("'--warm-up' is not read: rows of counts have no times");
        assertThat(judge("{\"at\":1}", "--prior", "0.1").err()).contains("'--prior' is not read: polls say when");
        assertThat(judge(MIXTURE, "--warm-up", "10s").exit()).isEqualTo(2);
    }

    @Test
    void a_past_that_cannot_be_asked_has_a_sentence() {
        String[] whole = {
            "--prometheus",
            "http://127.0.0.1:1",
            "--from",
            "2026-10-21T14:00:00Z",
            "--to",
            "2026-10-21T14:10:00Z",
            "--candidate",
            "version=\"v3\""
        };
        assertPast("give either a file of counts, or '--prometheus URL'");
        assertPast("give either a file of counts, or '--prometheus URL'", with(whole, "counts"));
        assertPast("'--prometheus' needs '--from'", "--prometheus", "http://127.0.0.1:1");
        assertPast("'--times' goes with '--prometheus'", "counts", "--times", "seconds");
        assertPast("nothing listens at http://127.0.0.1:1/api/v1/query_range", whole);
        assertPast(
                "'--from yesterday' is no instant: write 2026-10-21T14:00:00Z, or with +02:00 for Z",
                with(whole, "--from", "yesterday"));
        assertPast(
                "the time ends before it begins: '--from' is the earlier one",
                with(whole, "--to", "2026-10-20T14:00:00Z"));
        assertPast(
                "these are more than 200000 polls: give a shorter time or a longer '--every'",
                with(whole, "--every", "1ms"));
        assertPast("'v3' are no labels: write them as version=\"v3\",job=\"shop\"", with(whole, "--candidate", "v3"));
        assertPast(
                "'prometheus' is no address: write http://prometheus:9090", with(whole, "--prometheus", "prometheus"));
        assertPast(
                "the header Authorization needs PROMETHEUS_TOKEN, which is not declared",
                with(whole, "--header", "Authorization=Bearer $PROMETHEUS_TOKEN"));
        Said said = new Typed(folder, "ann")
                .slipway(with(
                        Stream.concat(Stream.of("judge"), Stream.of(whole)).toArray(String[]::new),
                        "--header",
                        "Authorization=Bearer hunter22"));
        assertThat(said.err())
                .startsWith("slipway: everybody on this machine can read '--header Authorization': put"
                        + " its value into a variable, and write $NAME here\n")
                .doesNotContain("hunter22");
    }

    private static String[] with(String[] words, String... more) {
        java.util.List<String> all = new java.util.ArrayList<>(java.util.List.of(words));
        for (int i = 0; i + 1 < more.length; i += 2) {
            int at = all.indexOf(more[i]);
            if (at >= 0) {
                all.subList(at, at + 2).clear();
            }
        }
        all.addAll(java.util.List.of(more));
        return all.toArray(String[]::new);
    }

    private void assertPast(String says, String... words) {
        assertThat(new Typed(folder, "ann")
                        .slipway(Stream.concat(Stream.of("judge"), Stream.of(words))
                                .toArray(String[]::new))
                        .err())
                .startsWith("slipway: " + says);
    }

    @Test
    void each_mistake_has_its_line() throws IOException {
        assertThat(judge("5,0,95,0\n5,six,95,0\n").err())
                .startsWith(
                        "slipway: counts:2: '5,six,95,0' is not a row: it has four whole numbers, nc,xc,nb,xb, or says 'start'\n");
        assertThat(judge("5,6,95,0\n").err())
                .startsWith("slipway: counts:1: there are more bad requests than requests\n");
        assertThat(judge("{\"at\": 1}\n").err()).startsWith("slipway: counts:1: the poll lacks 'candidate'\n");
        assertThat(judge("{\"at\"\n").err()).startsWith("slipway: counts:1: not JSON: ");
        assertThat(judge("5,0,95,0\n", "--alpha", "2").err())
                .startsWith("slipway: '--alpha' is above 0 and at most 0.5\n");
        assertThat(judge("5,0,95,0\n", "--trigger", "error-rat > 5%").err())
                .startsWith("slipway: nothing is measured as 'error-rat'. A trigger begins with: ");
        Said missing = new Typed(folder, "ann").slipway("judge", "none.csv");
        assertThat(missing.err()).startsWith("slipway: there is no file none.csv\n");
        assertThat(missing.exit()).isEqualTo(2);
    }

    private Said judge(String counts, String... options) throws IOException {
        Files.writeString(folder.resolve("counts"), counts);
        return new Typed(folder, "ann")
                .slipway(Stream.concat(Stream.of("judge", "counts"), Stream.of(options))
                        .toArray(String[]::new));
    }
}
