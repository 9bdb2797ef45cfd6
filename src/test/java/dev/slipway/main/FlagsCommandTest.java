package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code slipway flags} refuses before it serves anybody. */
class FlagsCommandTest {
    @TempDir
    private Path folder;

    @Test
    void a_rule_that_it_does_not_know_is_shown_where_it_stands() throws IOException {
        Files.writeString(folder.resolve("flags.json"), """
                {"flags": {"a": {"state": "ENABLED", "variants": {"x": 1}, "defaultVariant": "x",
                  "targeting": {"fractional": [["x", 100]]}}}}
                """);

        Typed.Said said = said("flags", "flags.json");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err())
                .startsWith("flags.json:2:16")
                .contains("the operator 'fractional' is flagd's, and is not known here")
                .endsWith("1 problem. Nothing is served.\n");
    }

    @Test
    void what_it_cannot_read_or_take_is_said() throws IOException {
        assertThat(said("flags", "missing.json").err()).startsWith("slipway: there is no file missing.json");
        assertThat(said("flags", "missing.json", "--port", "70000").err())
                .startsWith("slipway: --port is a number from 0 to 65535");
        Files.writeString(folder.resolve("flags.json"), "{\"flags\": {}}");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Typed.Said said = said("flags", "flags.json", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.err()).startsWith("slipway: 127.0.0.1:" + taken.getLocalPort() + " cannot be listened at");
        }
    }

    private Typed.Said said(String... words) {
        return new Typed(folder, "ana").slipway(words);
    }
}
