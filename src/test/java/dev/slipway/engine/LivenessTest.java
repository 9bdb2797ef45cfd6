package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.RunId;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.LeaseRow;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What can be known here of a process that holds a run. */
class LivenessTest {
    private static final Instant NOW = Instant.parse("2026-11-21T22:00:00Z");
    private static final Holder SELF =
            holder("web1", "b1 pid:[1]", ProcessHandle.current().pid());

    @Test
    void a_process_of_the_same_start_and_container_is_looked_up_whatever_the_host_is_called() {
        assertThat(seen(SELF, 0)).isEqualTo(new Liveness.Alive());
        assertThat(seen(holder("renamed", "b1 pid:[1]", SELF.pid()), 0)).isEqualTo(new Liveness.Alive());
        assertThat(seen(holder("renamed", "b1 pid:[1]", Long.MAX_VALUE), 0))
                .isEqualTo(new Liveness.Dead("process " + Long.MAX_VALUE + " is gone"));
    }

    @Test
    void a_process_of_an_earlier_start_of_this_machine_is_dead() {
        assertThat(seen(holder("web1", "b0 pid:[1]", SELF.pid()), 0))
                .isEqualTo(new Liveness.Dead("the machine restarted"));
    }

    @Test
    void a_process_in_another_container_or_on_another_host_is_believed_to_live_while_its_heart_beats() {
        assertThat(seen(holder("web1", "b1 pid:[2]", 7), 59)).isEqualTo(new Liveness.Elsewhere("web1"));
        assertThat(seen(holder("web2", "b2 pid:[1]", 7), 59)).isEqualTo(new Liveness.Elsewhere("web2"));
        assertThat(seen(holder("web1", "b1 pid:[2]", 7), 61)).isEqualTo(new Liveness.Silent("web1"));
        assertThat(seen(holder("web2", "b2 pid:[1]", 7), 61)).isEqualTo(new Liveness.Silent("web2"));
        assertThat(new Liveness.Silent("web2").listens()).isFalse();
    }

    private static Liveness seen(Holder holder, int secondsAgo) {
        Lease lease = new Lease(new RunId("r00000"), 1, holder);
        return Liveness.of(new LeaseRow(lease, NOW.minusSeconds(600), NOW.minusSeconds(secondsAgo)), SELF, NOW);
    }

    private static Holder holder(String host, String boot, long pid) {
        Instant started = ProcessHandle.current().info().startInstant().orElseThrow();
        return new Holder("anna", host, boot, pid, started);
    }
}
