package dev.slipway.places.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcTest {
    /** Above what any Linux counts to. */
    private static final long NOBODY = 999_999_999L;

    @Test
    void what_cannot_be_ended_is_said_and_not_waited_for_for_ever() {
        assertThatThrownBy(() ->
                        Proc.end(() -> List.of(NOBODY), Duration.ofMillis(1), Duration.ofMillis(20), "shop v1 (1)"))
                .isInstanceOf(IOException.class)
                .hasMessage("these processes of shop v1 (1) cannot be ended: [999999999]");
    }

    @Test
    void what_ignores_the_request_is_killed() throws Exception {
        Process deaf = new ProcessBuilder("bash", "-c", "trap '' TERM; echo up; while :; do sleep 0.1; done").start();
        assertThat(deaf.inputReader().readLine()).isEqualTo("up");

        Proc.end(() -> deaf.isAlive() ? List.of(deaf.pid()) : List.of(), Duration.ofMillis(50), "deaf");

        assertThat(deaf.waitFor()).isEqualTo(137);
    }
}
