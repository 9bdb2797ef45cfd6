package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.judge.Arms;
import dev.slipway.judge.Judge;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Rules;
import dev.slipway.judge.Rules.Mode;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Trigger;
import dev.slipway.judge.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTextTest {
    private final VerdictText text = new VerdictText("v3", "v2");

    @Test
    void a_version_that_is_worse() {
        Verdict verdict =
                played(Rules.usual(), 9, Sample.of(24, 2), Sample.of(76, 0)).verdict();

        assertThat(text.sentence(verdict))
                .isEqualTo("v3 is worse after 216 candidate requests (9 s): errors 8.3 % against 0 %;"
                        + " false-alarm guarantee 1 %");
        assertThat("took v3 back " + text.reason(verdict))
                .isEqualTo("took v3 back after 216 candidate requests (9 s): errors 8.3 % against 0 %;"
                        + " false-alarm guarantee 1 %");
    }

    @Test
    void figures_on_a_terminal() {
        Verdict verdict =
                played(Rules.usual(), 9, Sample.of(24, 2), Sample.of(76, 0)).verdict();

        assertThat(String.join("\n", text.lines(verdict))).isEqualTo("""
                            v3              v2           EVIDENCE     RULE
                error-rate  8.3 % (2.9–18)  0 % (0–1.2)  19.2 of 5.3  error-rate worse than baseline by 1.25x plus 0.1pp
                together  18.5 of 4.6  ▂▄▇██████""");
    }

    @Test
    void facts_for_the_record() {
        Verdict verdict =
                played(Rules.usual(), 9, Sample.of(24, 2), Sample.of(76, 0)).verdict();

        assertThat(text.facts(verdict).getFirst())
                .isEqualTo("error-rate worse than baseline by 1.25x plus 0.1pp: v3 8.3 % (2.9–18) of 216,"
                        + " v2 0 % (0–1.2) of 684; evidence 19.2 of 5.3");
    }

    @Test
    void a_rule_that_held_by_its_words() {
        Rules rules = Rules.usual()
                .withoutComparison()
                .with(Mode.LITERAL)
                .with(List.of(Trigger.of("error-rate > 5% for 1m")));

        assertThat(text.sentence(
                        played(rules, 70, Sample.of(10, 1), Sample.NONE).verdict()))
                .isEqualTo("v3 is worse after 700 candidate requests (1m10s): 'error-rate > 5% for 1m' held:"
                        + " errors 10 %, at 7 looks in a row");
    }

    @Test
    void too_few_requests() {
        assertThat(text.sentence(played(Rules.usual(), 4, Sample.of(5, 0), Sample.of(95, 0))
                        .verdict()))
                .isEqualTo("undecided: needs about 5 more requests of v3;"
                        + " the 20 so far could only have revealed an error rate above 12 %");
    }

    @Test
    void nothing_speaks_against_it() {
        assertThat(text.sentence(played(Rules.usual(), 40, Sample.of(5, 0), Sample.of(95, 1))
                        .verdict()))
                .isEqualTo("healthy so far: errors 0 % against 1.1 % in 200 requests of v3;"
                        + " more than 5.7 % would have shown");
    }

    @Test
    void silence() {
        Judge judge = played(Rules.usual(), 40, Sample.of(5, 0), Sample.of(95, 1));
        judge.see(Poll.silent(Duration.ofSeconds(41), "no answer within 2 s"));

        assertThat(text.sentence(judge.verdict())).isEqualTo("no data: no answer within 2 s");
    }

    @Test
    void a_note_is_a_picture_again() {
        Verdict verdict =
                played(Rules.usual(), 9, Sample.of(24, 2), Sample.of(76, 0)).verdict();
        String note = EvidenceNote.of(verdict).orElseThrow();

        assertThat(EvidenceNote.shown(note)).isEqualTo("evidence over time ▂▄▇██████ (acts at 4.6)");
        assertThat(EvidenceNote.shown("any other note")).isEqualTo("any other note");
        String svg = EvidenceNote.picture(note).orElseThrow().svg();
        assertThat(svg)
                .startsWith("<svg class=\"evidence\" role=\"img\"")
                .contains("<title>Evidence against the new version over 9 s, highest 18.5; it acts at 4.6</title>")
                .contains(">takes back at 4.6<")
                .doesNotContain("NaN")
                .doesNotContain("script");
    }

    private static Judge played(Rules rules, int seconds, Sample candidate, Sample baseline) {
        Judge judge = new Judge(rules);
        for (int second = 1; second <= seconds; second++) {
            double share = baseline.requests() == 0 ? 1 : candidate.requests() / 100.0;
            judge.see(Poll.of(Duration.ofSeconds(second), new Arms(candidate, baseline, share)));
        }
        return judge;
    }
}
