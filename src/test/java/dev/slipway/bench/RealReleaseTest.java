package dev.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.RealRelease.Turn;
import dev.slipway.bench.RealRelease.Watched;
import dev.slipway.judge.Verdict.State;
import dev.slipway.traffic.Front;
import dev.slipway.traffic.embedded.EmbeddedFront;
import dev.slipway.traffic.haproxy.HaproxyFront;
import dev.slipway.traffic.nginx.NginxFront;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One short release behind each real proxy; {@code bin/bench judge-fronts} makes many. */
@Tag("real")
class RealReleaseTest {
    private static final Duration HEALTHY = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private Front start(String proxy) throws Exception {
        return switch (proxy) {
            case "embedded" -> EmbeddedFront.start(folder);
            case "nginx" -> NginxFront.start(folder);
            case "HAProxy" -> HaproxyFront.start(folder);
            default -> throw new AssertionError(proxy);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "nginx", "HAProxy"})
    void a_version_that_begins_to_fail_is_taken_back_and_not_before(String proxy) throws Exception {
        try (Front front = start(proxy);
                RealRelease release = RealRelease.behind(front, 500)) {
            // One chance in a hundred of a false alarm is the promise, not never: five seconds have far less.
            Watched watched = release.watch(HEALTHY, Turn.FAILS, Duration.ofSeconds(60));

            assertThat(watched.early()).as(watched.says()).isFalse();
            assertThat(watched.state()).as(watched.says()).isEqualTo(State.REGRESSION);
            assertThat(watched.says()).contains("errors ").contains("false-alarm guarantee 1 %");
        }
    }
}
