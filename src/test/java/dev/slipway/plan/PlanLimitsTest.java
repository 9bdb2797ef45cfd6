package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanLimitsTest {

    @Test
    void more_steps_than_are_allowed_are_refused() {
        String call = "[All](#all) <!-- slipway: call -->\n\n";
        String text = "# Steps\n\n" + call + call + "# All\n\n" + "```bash\ntrue\n```\n\n".repeat(6_000);

        assertThat(Requests.said(Requests.plan(text))).isEqualTo("""
                book.md:16023:1  this procedure reaches more than 10,000 steps and questions
                   Split it into several procedures.""");
    }

    @Test
    void calls_that_double_what_they_reach_are_refused_in_time() {
        StringBuilder text = new StringBuilder("# Steps\n\n[s](#s0) <!-- slipway: call -->\n\n");
        for (int i = 0; i < 30; i++) {
            String next = "[n](#s" + (i + 1) + ") <!-- slipway: call -->\n\n";
            text.append("# S" + i + "\n\n").append(next).append(next);
        }
        text.append("# S30\n\nWords.\n");

        assertThat(Requests.said(Requests.plan(text.toString())))
                .contains("this procedure reaches more than 20,000 sections");
    }

    @Test
    void calls_may_not_lead_too_deep() {
        StringBuilder text = new StringBuilder("# Steps\n\n[s](#s0) <!-- slipway: call -->\n\n");
        for (int i = 0; i < 40; i++) {
            text.append("# S" + i + "\n\n[n](#s" + (i + 1) + ") <!-- slipway: call -->\n\n");
        }
        text.append("# S40\n\n```bash\ntrue\n```\n");

        assertThat(Requests.said(Requests.plan(text.toString()))).contains("calls lead more than 32 sections deep");
    }

    @Test
    void ten_thousand_steps_are_planned_in_less_than_two_seconds_of_work() {
        StringBuilder text = new StringBuilder("$ -i version=v1\n# Steps\n\n");
        IntStream.range(0, 5_000)
                .forEach(i -> text.append("## Part " + i + "\n\n<!-- slipway: step id=s" + i
                        + " if=\"env.REGION == 'eu'\" -->\n```bash\nX" + i
                        + "=1\necho \"out=$VERSION\" >> \"$SLIPWAY_OUTPUT\"\n```\n\n"
                        + "<!-- slipway: step if=\"env.REGION == 'eu'\" -->\n```yaml\n"
                        + "backup.postgres: {database: '${steps.s" + i + ".out}'}\n```\n\n"));
        Planning.Request request = Requests.request(text.toString());
        Planner planner = new Planner(new FakeActions(1));

        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long begun = clock.getCurrentThreadCpuTime();
        Planning planning = planner.plan(request);
        Duration took = Duration.ofNanos(clock.getCurrentThreadCpuTime() - begun);

        assertThat(Requests.said(planning)).isEmpty();
        assertThat(((Planning.Planned) planning).plan().steps()).hasSize(10_000);
        assertThat(took).isLessThan(Duration.ofSeconds(2));
    }
}
