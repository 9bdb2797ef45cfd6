package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.traffic.Servers;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the requests of a load in what is counted. */
@Tag("real")
class LoadMarkTest {
    @TempDir
    private Path folder;

    private static void answerUnlessItHangs(Recorder.Got got, Socket socket) throws IOException {
        if (!got.head().contains("/hangs")) {
            Recorder.say(socket, Recorder.OK);
        }
    }

    @Test
    void requests_of_a_load_are_not_counted_but_are_with_the_version_while_they_last() throws Exception {
        try (Recorder version = Recorder.start(LoadMarkTest::answerUnlessItHangs);
                Rig rig = Rig.start(folder).serving(version.endpoint())) {
            assertThat(rig.get("/a", "X-Slipway-Load: r8k3f2").body()).isEqualTo("ok");
            try (Raw client =
                    rig.client().send("GET /hangs HTTP/1.1\r\nHost: shop\r\nx-slipway-load: r8k3f2\r\n\r\n")) {
                Servers.until(() -> rig.counts().inFlight() == 1);
                assertThat(rig.counts().unanswered().orElseThrow().total()).isZero();
                client.vanish();
            }
            rig.untilQuiet();
            rig.get("/a");

            assertThat(version.whole().getFirst().header("x-slipway-load")).isEqualTo("r8k3f2");
            assertThat(rig.counts().answered().ok()).isEqualTo(1);
            assertThat(rig.counts().latency().orElseThrow().total()).isEqualTo(1);
            assertThat(rig.counts().aborted()).isZero();
        }
    }

    @Test
    void how_long_a_request_has_waited_is_known_before_its_answer_and_when_none_came() throws Exception {
        try (Recorder version = Recorder.start(LoadMarkTest::answerUnlessItHangs);
                Rig rig = Rig.start(folder).serving(version.endpoint())) {
            rig.get("/a");
            assertThat(rig.counts().unanswered().orElseThrow().total()).isZero();
            try (Raw client = rig.client().send("GET /hangs HTTP/1.1\r\nHost: shop\r\n\r\n")) {
                Servers.until(() -> waited(rig) > 300_000);
                assertThat(rig.counts().requests()).isEqualTo(1);
                client.vanish();
            }
            rig.untilQuiet();

            assertThat(rig.counts().aborted()).isEqualTo(1);
            assertThat(waited(rig)).isGreaterThan(300_000);
            long then = waited(rig);
            rig.get("/a");
            assertThat(waited(rig)).as("it waits no more").isEqualTo(then);
        }
    }

    /** The longest, in microseconds. */
    private static long waited(Rig rig) {
        return rig.counts().unanswered().orElseThrow().quantile(1).orElse(0);
    }
}
