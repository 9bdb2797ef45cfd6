package dev.slipway.actions.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Evidence;
import dev.slipway.hands.Evidence.Looked;
import dev.slipway.hands.FakePlace;
import dev.slipway.hands.FakeSite;
import dev.slipway.hands.Place.Ran;
import dev.slipway.hands.ShellLine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommandEvidenceTest extends EvidenceContract {
    private Ran answer = printed(0, 0, 0, 0);

    private static Ran printed(long requests, long failures, long baselineRequests, long baselineFailures) {
        return new Ran.Ended(
                0,
                "{\"candidate\": {\"requests\": %d, \"failures\": %d}, \"baseline\": {\"requests\": %d, \"failures\": %d}}\n"
                        .formatted(requests, failures, baselineRequests, baselineFailures),
                "");
    }

    @Override
    void counted(long requests, long failures, long baselineRequests, long baselineFailures) {
        answer = printed(requests, failures, baselineRequests, baselineFailures);
    }

    @Override
    Evidence evidence() {
        return new CommandEvidence(new ShellLine("count"), new FakeSite(FakePlace.answering((_, _) -> answer)));
    }

    @Override
    void stop() {
        answer = new Ran.TooLong(Duration.ofSeconds(2));
    }

    @Test
    void what_is_no_count_is_said() throws InterruptedException {
        answer = new Ran.Ended(0, "oops", "");
        assertThat(((Looked.Silent) evidence().look(LIMIT)).why())
                .startsWith("the command did not print counts: not JSON");

        answer = new Ran.Ended(0, "{\"candidate\": {\"requests\": 1}}", "");
        assertThat(evidence().look(LIMIT))
                .isEqualTo(new Looked.Silent("the command did not print counts: candidate lacks 'failures'"));

        answer = new Ran.Ended(3, "", "");
        assertThat(evidence().look(LIMIT)).isEqualTo(new Looked.Silent("the command ended with exit status 3"));
    }
}
