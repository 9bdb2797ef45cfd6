package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.check.CheckTcp;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    @Test
    void an_action_is_described_for_a_terminal() {
        assertThat(Reference.text(new CheckTcp())).isEqualTo("""
                check.tcp: a TCP port accepts connections

                Connects from the machine where Slipway runs, and closes the connection without
                sending anything.

                  host     Name or address of the machine (text, else localhost)
                  port     The port that must accept a connection (whole number, required)
                  timeout  How long one attempt may take (duration, else 5s)
                  within   Try again until it accepts, for so long (duration)
                  every    How long to wait between tries (duration, else 1s)

                May be run again from its start: after a crash it is, and 'retries' may be
                given.

                  check.tcp: {host: db.internal, port: 5432, within: 30s}
                """);
    }

    @Test
    void an_action_is_described_for_the_manual() {
        assertThat(Reference.markdown(new CheckTcp())).isEqualTo("""
                ## check.tcp

                A TCP port accepts connections.

                Connects from the machine where Slipway runs, and closes the connection without sending anything.

                ```yaml
                check.tcp: {host: db.internal, port: 5432, within: 30s}
                ```

                | parameter | kind | standard | |
                | --- | --- | --- | --- |
                | `host` | text | `localhost` | Name or address of the machine |
                | `port` | whole number, required |  | The port that must accept a connection |
                | `timeout` | duration | `5s` | How long one attempt may take |
                | `within` | duration |  | Try again until it accepts, for so long |
                | `every` | duration | `1s` | How long to wait between tries |

                May be run again from its start: after a crash it is, and 'retries' may be given.
                """);
    }
}
