package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.proxy.Listen;
import dev.slipway.proxy.Proxy;
import dev.slipway.proxy.Settings;
import dev.slipway.traffic.embedded.EmbeddedTraffic;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is given beside {@code --control} counts, or is refused; nothing is passed over. */
@Tag("real")
class ProxyHandOverWordsTest {
    @TempDir
    private Path folder;

    private Proxy proxy;
    private Map<String, Data> before;

    @BeforeEach
    void start() {
        proxy = Proxy.start(new Settings(
                new Listen("127.0.0.1", 0),
                folder.resolve("c"),
                Optional.of(folder.resolve("state")),
                Optional.empty(),
                Optional.empty(),
                Settings.Start.ALONE));
        before = about();
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private Map<String, Data> about() {
        return new EmbeddedTraffic(folder.resolve("c")).about();
    }

    private Typed.Said said(String words) {
        return new Typed(folder, "ana").slipway(words.split(" ", -1));
    }

    @Test
    void a_certificate_that_is_none_is_not_passed_over() {
        Typed.Said said = said("proxy hand-over --control c --tls-certificate nope --tls-key nope");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err())
                .startsWith("slipway: the certificate " + folder.resolve("nope") + " and the key "
                        + folder.resolve("nope") + " cannot be used");
        assertThat(said("proxy hand-over --control c --tls-key nope").err())
                .contains("--tls-certificate and --tls-key belong together");
        assertThat(said("proxy hand-over --control c --listen nonsense").err()).contains("'nonsense' is not HOST:PORT");
        assertThat(about()).isEqualTo(before);
    }

    @Test
    void what_is_given_is_done_and_the_rest_is_as_before() throws Exception {
        FutureTask<Typed.Said> successor =
                new FutureTask<>(() -> said("proxy hand-over --control c --metrics 127.0.0.1:0 --state other"));
        Thread.ofPlatform().daemon().start(successor);
        assertThat(proxy.awaitEnd()).isEqualTo(Proxy.Ending.HANDED_OVER);

        assertThat(about())
                .containsEntry("listen", before.get("listen"))
                .containsEntry("state", Data.of(folder.resolve("other").toString()))
                .containsKey("metrics")
                .doesNotContainKey("tls-certificate");
        assertThat(said("proxy stop --control c").exit()).isZero();
        assertThat(successor.get().out())
                .startsWith("slipway proxy listens on 127.0.0.1:" + proxy.port() + ", steered by ");
    }

    @Test
    void a_proxy_is_shown_and_stopped_as_it_is() {
        for (String what : new String[] {"show", "stop"}) {
            Typed.Said said = said("proxy " + what + " --control c --metrics 127.0.0.1:0");
            assertThat(said.exit()).isEqualTo(2);
            assertThat(said.err())
                    .isEqualTo(
                            "slipway: slipway proxy " + what + " takes no --metrics\n   It takes --control alone.\n");
        }
        assertThat(about()).isEqualTo(before);
    }
}
