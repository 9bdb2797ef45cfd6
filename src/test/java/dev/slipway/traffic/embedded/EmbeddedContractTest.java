package dev.slipway.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Traffic.Draining;
import dev.slipway.hands.Traffic.Live;
import dev.slipway.route.Counts;
import dev.slipway.route.RoutePlan;
import dev.slipway.traffic.Backend;
import dev.slipway.traffic.Front;
import dev.slipway.traffic.Load;
import dev.slipway.traffic.Servers;
import dev.slipway.traffic.TrafficContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real")
class EmbeddedContractTest extends TrafficContract {
    private static final int HAND_OVERS = Integer.getInteger("slipway.handovers", 3);

    @Override
    protected Front start(Path folder) throws IOException {
        return EmbeddedFront.start(folder);
    }

    private EmbeddedFront embedded() {
        return (EmbeddedFront) front;
    }

    @Test
    void after_kill_9_it_serves_as_the_last_plan_says() throws Exception {
        Live blue = serve(backend("blue"));
        RoutePlan both = blue.plan().with(GREEN, List.of(backend("green").endpoint()));
        Live green = apply(both.shifted(GREEN, 1000), blue);

        embedded().restart();

        assertThat(front.driver().read()).isEqualTo(green);
        assertThat(asked("/").body()).isEqualTo("green");
    }

    @Test
    void a_start_from_a_damaged_file_is_refused_in_one_sentence() throws Exception {
        serve(backend("blue"));
        Path file = folder.resolve("state").resolve("proxy.json");
        Files.writeString(file, Files.readString(file).replace("\"permille\":1000", "\"permille\":999"));
        front.close();

        Process refused = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.slipway.main.Main",
                        "proxy",
                        "run",
                        "--listen",
                        "127.0.0.1:0",
                        "--control",
                        folder.resolve("other").toString(),
                        "--state",
                        folder.resolve("state").toString())
                .redirectErrorStream(true)
                .start();
        assertThat(refused.inputReader().readAllAsString())
                .isEqualTo("slipway: the state file " + file + " is damaged (its digest does not fit):"
                        + " move it away to begin without a route plan\n");
        assertThat(refused.waitFor()).isEqualTo(1);
    }

    @Test
    void handing_over_under_load_loses_no_request_with_and_without_the_native_library() throws Exception {
        Backend blue = backend("blue");
        serve(blue);
        List<Process> before = new ArrayList<>();
        try (Load load = Load.on(front.port(), 50)) {
            for (int i = 0; i < HAND_OVERS; i++) {
                before.add(
                        i % 2 == 0
                                ? embedded().handOverToPortable()
                                : embedded().handOver());
                long answered = load.answered();
                Servers.until(() -> load.answered() >= answered + 200);
            }
            for (Process gone : before) {
                Servers.until(() -> !gone.isAlive());
                assertThat(gone.exitValue()).isZero();
            }
            load.finish();
            assertThat(load.lost()).isEmpty();
            Servers.until(() -> counted().inFlight() == 0);
            assertThat(counted().answered().ok()).isEqualTo(load.answered());
        } finally {
            before.forEach(Process::destroyForcibly);
        }
    }

    private Counts counted() throws InterruptedException {
        return front.driver().observe(BLUE).orElseThrow();
    }

    @Test
    void a_plan_that_is_applied_while_the_predecessor_leaves_is_followed_by_both() throws Exception {
        Backend blue = backend("v1");
        serve(blue);
        try (Load load = Load.on(front.port(), 50)) {
            Process before = embedded().handOver();
            Backend green = backend("v2");
            Live live = front.driver().read();
            Live both = apply(live.plan().with(pool(green), List.of(green.endpoint())), live);
            Live shifted = apply(both.plan().shifted(pool(green), 1000), both);
            assertThat(front.driver().drain(pool(blue), Duration.ofSeconds(10), Duration.ZERO))
                    .isInstanceOf(Draining.Drained.class);
            blue.kill();
            long answered = load.answered();
            Servers.until(() -> load.answered() >= answered + 200);
            load.finish();
            assertThat(load.lost()).isEmpty();
            assertThat(front.driver().read()).isEqualTo(shifted);
            before.destroyForcibly();
        }
    }
}
