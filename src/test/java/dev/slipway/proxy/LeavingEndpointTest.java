package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.traffic.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever waits for the last connection to an instance that is let go need not wait for those that rest. */
@Tag("real")
class LeavingEndpointTest {
    private static final Limits PATIENT = new Limits(
            Limits.USUAL.head(),
            Limits.USUAL.idle(),
            Limits.USUAL.connect(),
            Limits.USUAL.answer(),
            Duration.ofHours(1),
            Limits.USUAL.leaving());

    @TempDir
    private Path folder;

    @Test
    void connections_that_rest_end_when_their_endpoint_leaves_the_plan() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (Recorder leaves = Recorder.start((got, socket) -> {
                    Recorder.say(socket, Recorder.OK);
                    if (got.more().read() < 0) {
                        ended.countDown();
                    }
                });
                Recorder stays = Recorder.start();
                Rig rig = Rig.start(folder, PATIENT).serving(leaves.endpoint(), stays.endpoint())) {
            for (int i = 0; i < 4; i++) {
                assertThat(rig.get("/a").status()).isEqualTo(200);
            }
            Servers.until(() -> leaves.connections() > 0 && stays.connections() > 0);
            assertThat(ended.getCount()).isEqualTo(1);

            rig.serving(stays.endpoint());
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            int before = stays.connections();
            for (int i = 0; i < 20; i++) {
                assertThat(rig.get("/a").status()).isEqualTo(200);
            }
            // One for each processor at most, where all that rested were not used again.
            assertThat(stays.connections() - before)
                    .isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        }
    }
}
