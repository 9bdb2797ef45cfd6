package dev.slipway.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.deploy.ShopBook;
import dev.slipway.engine.ForReal;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.Soon;
import dev.slipway.hands.Traffic.Applying;
import dev.slipway.kills.Victim.Reach;
import dev.slipway.places.local.LocalProcesses;
import dev.slipway.route.Mode;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.run.Event.Ending;
import dev.slipway.traffic.Backend;
import dev.slipway.traffic.Load;
import dev.slipway.traffic.embedded.EmbeddedFront;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a run ends, and whoever is killed: the real front serves again. */
@Tag("real")
class HeldFrontTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    static Path proxy;

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedFront front;

    @SuppressWarnings("NullAway.Init")
    private static Backend backend;

    @TempDir
    Path temporary;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        front = EmbeddedFront.start(proxy.toRealPath());
        backend = Backend.start("v1");
    }

    @AfterAll
    static void stop() throws Exception {
        backend.close();
        front.close();
    }

    @BeforeEach
    void open() throws Exception {
        folder = temporary.toRealPath();
    }

    @AfterEach
    void close() throws Exception {
        Processes processes = new LocalProcesses(folder.resolve(".slipway"), folder);
        for (Seen seen : processes.list()) {
            processes.stop(seen.name());
        }
    }

    private static void serve() throws InterruptedException {
        begin(RoutePlan.only(new PoolId("v1"), List.of(backend.endpoint())));
    }

    private static void begin(RoutePlan plan) throws InterruptedException {
        assertThat(front.driver().apply(plan, front.driver().read().generation()))
                .isInstanceOf(Applying.Applied.class);
    }

    /** Enters a mode, then works until a file is there, and ends as the file says. */
    private void runbook(String action) throws IOException {
        Files.writeString(folder.resolve("runbook.md"), """
                ---
                slipway:
                  version: 1
                  service: shop
                  traffic: {web: {embedded: '%s'}}
                  procedures: {release: {run: [steps]}}
                ---

                # Shop

                ## Steps

                <!-- slipway: step id=shut -->
                ```yaml
                %s: {traffic: web}
                ```

                <!-- slipway: step id=work -->
                ```bash
                touch begun
                while [ ! -s go ]; do sleep 0.05; done
                grep -q well go
                ```
                """.formatted(front.control(), action));
    }

    private Mode mode() throws InterruptedException {
        return front.driver().read().plan().mode();
    }

    private void servesAgain() throws Exception {
        assertThat(mode()).isEqualTo(new Mode.Serve());
        assertThat(Load.Answer.to(front.port(), "GET", "/").status()).isEqualTo(200);
    }

    private Victim begun(String... words) throws Exception {
        Victim victim = Victim.start(folder, List.of(words));
        Soon.holds(() -> assertThat(folder.resolve("begun")).as(victim.said()).exists());
        assertThat(mode()).isNotEqualTo(new Mode.Serve());
        return victim;
    }

    private Ending ending() {
        try (ForReal inside =
                new ForReal(folder, folder.resolve(".slipway"), Map.of(), System.getProperty("user.name"))) {
            return inside.desk()
                    .show(inside.desk().runs(1).getFirst().id())
                    .run()
                    .ended()
                    .orElseThrow()
                    .ending();
        }
    }

    @ParameterizedTest
    @CsvSource({"traffic.hold, well, SUCCEEDED", "traffic.maintenance, badly, UNDONE_AFTER_FAILURE"})
    void at_the_end_of_a_run_the_front_serves(String action, String how, Ending ending) throws Exception {
        serve();
        runbook(action);
        Victim victim = begun("run", "runbook.md", "release");

        Files.writeString(folder.resolve("go"), how);

        assertThat(victim.await(LONG)).as(victim.said()).isPresent();
        assertThat(ending()).isEqualTo(ending);
        servesAgain();
    }

    @ParameterizedTest
    @CsvSource({
        "traffic.hold, abort, ABORTED",
        "traffic.maintenance, rollback, UNDONE_AFTER_FAILURE",
    })
    void a_run_that_is_stopped_from_outside_lets_the_front_serve(String action, String command, Ending ending)
            throws Exception {
        serve();
        runbook(action);
        Victim victim = begun("run", "runbook.md", "release");

        Victim.start(folder, List.of(command, "last")).await(LONG);

        assertThat(victim.await(LONG)).as(victim.said()).isPresent();
        assertThat(ending()).isEqualTo(ending);
        servesAgain();
    }

    @ParameterizedTest
    @CsvSource({
        "traffic.hold, resume, SUCCEEDED",
        "traffic.hold, abort, ABORTED",
        "traffic.maintenance, rollback, UNDONE_AFTER_FAILURE"
    })
    void a_run_that_was_killed_lets_the_front_serve_once_it_is_over(String action, String command, Ending ending)
            throws Exception {
        serve();
        runbook(action);
        begun("run", "runbook.md", "release").kill(Reach.SLIPWAY_ALONE);
        if (command.equals("resume")) {
            Files.writeString(folder.resolve("go"), "well");
        }

        Victim second = Victim.start(folder, List.of(command, "last"));

        assertThat(second.await(LONG)).as(second.said()).isPresent();
        assertThat(ending()).as(second.said()).isEqualTo(ending);
        servesAgain();
    }

    @Test
    void a_release_in_place_that_is_aborted_lets_the_old_version_serve() throws Exception {
        Victim victim = inPlace("fails=101");

        Victim second = Victim.start(folder, List.of("abort", "last"));

        assertThat(second.await(LONG)).as(second.said()).isPresent();
        assertThat(victim.await(LONG)).as(victim.said()).isPresent();
        isBackAtVersion1(victim);
    }

    @Test
    void a_release_in_place_that_is_killed_and_then_aborted_leaves_nobody_waiting() throws Exception {
        inPlace("fails=0").kill(Reach.SLIPWAY_ALONE);

        Victim second = Victim.start(folder, List.of("abort", "last"));

        assertThat(second.await(LONG)).as(second.said()).isPresent();
        isBackAtVersion1(second);
    }

    /** A release of v2 that has let requests wait. */
    private Victim inPlace(String input) throws Exception {
        begin(RoutePlan.EMPTY);
        Files.writeString(
                folder.resolve("runbook.md"),
                ShopBook.text("{embedded: '" + front.control() + "'}", "strategy: in-place"));
        Victim first = Victim.start(folder, List.of("run", "runbook.md", "release", "-i", "version=v1"));
        assertThat(first.await(LONG)).as(first.said()).isEqualTo(OptionalInt.of(0));
        Victim second = Victim.start(folder, List.of("run", "runbook.md", "release", "-i", "version=v2", "-i", input));
        Soon.holds(() -> assertThat(mode()).as(second.said()).isInstanceOf(Mode.Hold.class));
        return second;
    }

    private void isBackAtVersion1(Victim victim) throws Exception {
        assertThat(ending()).as(victim.said()).isEqualTo(Ending.ABORTED);
        servesAgain();
        assertThat(Load.Answer.to(front.port(), "GET", "/").body()).isEqualTo("shop v1\n");
    }
}
