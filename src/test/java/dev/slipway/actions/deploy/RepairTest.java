package dev.slipway.actions.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ForReal;
import dev.slipway.engine.ForReal.Played;
import dev.slipway.engine.Story;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Name;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.places.local.LocalProcesses;
import dev.slipway.route.Endpoint;
import dev.slipway.route.PoolId;
import dev.slipway.route.Share;
import dev.slipway.run.Event.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that is live gets instances that it lacks; what then fails leaves it live with those that it had. */
@Tag("real")
class RepairTest {
    @TempDir
    Path folder;

    private LoopbackFront front;

    @SuppressWarnings("NullAway.Init") // by what is released
    private ForReal slipway;

    @SuppressWarnings("NullAway.Init")
    private Processes processes;

    @BeforeEach
    void open() {
        front = new LoopbackFront();
        ForReal.FRONT.put(folder + "/web", front);
    }

    @AfterEach
    void close() throws InterruptedException {
        for (Seen seen : processes.list()) {
            processes.stop(seen.name());
        }
        slipway.close();
        ForReal.FRONT.remove(folder + "/web");
        front.close();
    }

    /** Instances from the second on are sick while there is a file {@code sick}. */
    private void runbook(String how) {
        String shop = ShopServer.words().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        slipway = ForReal.of(folder, """
                traffic: {web: {embedded: %s/web}}
                inputs: {version: {pattern: 'v\\d+'}, instances: {type: number, default: 2}, after: {default: 'true'}}
                procedures: {release: {run: [steps]}}
                """.formatted(folder), """
                ## Steps

                <!-- slipway: step id=deploy -->
                ```yaml
                deploy.process:
                  name: shop
                  version: ${inputs.version}
                  command: |
                    case "$SLIPWAY_PROCESS" in
                      */1) ;;
                      *) [ ! -e sick ] || export SICK=yes ;;
                    esac
                    exec %s
                  instances: ${inputs.instances}
                  ready: {path: /health, within: 5s}
                  grace: 1s
                %s
                ```

                ```bash
                $AFTER
                ```
                """.formatted(shop, how.indent(2)));
        processes = new LocalProcesses(slipway.state(), slipway.directory());
    }

    private Played ends(Ending ending, String... inputs) throws InterruptedException {
        Played played = slipway.play("release", inputs);
        assertThat(played.run().ended().map(end -> end.ending()))
                .as(() -> String.join("\n", slipway.output()))
                .contains(ending);
        return played;
    }

    private static String story(Played played) {
        return String.join("\n", Story.of(played.shown().events()));
    }

    private List<String> kept() {
        return processes.list().stream()
                .filter(Seen::kept)
                .map(seen -> seen.name().toString())
                .toList();
    }

    private List<Endpoint> behind() {
        return front.read().plan().share(new PoolId("v2")).map(Share::endpoints).orElse(List.of());
    }

    private Endpoint first() {
        return Endpoint.local(
                processes.find(new Name("shop", "v2", 1)).orElseThrow().port());
    }

    @Test
    void a_repair_that_fails_says_that_the_version_is_live_and_ends_only_what_it_began() throws Exception {
        runbook("traffic: web");
        ends(Ending.SUCCEEDED, "version=v2");
        processes.stop(new Name("shop", "v2", 2));
        Files.createFile(slipway.directory().resolve("sick"));
        List<Endpoint> before = behind();

        Played played = ends(Ending.UNDONE_AFTER_FAILURE, "version=v2");

        assertThat(story(played))
                .contains("shop v2 (2) was not ready within 5.0 s: 503 instead of 200 (GET /health); v2 is live, as"
                        + " before");
        assertThat(kept()).containsExactly("shop v2 (1)");
        assertThat(behind()).isEqualTo(before);
    }

    @Test
    void more_instances_that_are_taken_back_leave_those_that_there_were() throws Exception {
        runbook("traffic: web");
        ends(Ending.SUCCEEDED, "version=v2", "instances=1");

        ends(Ending.UNDONE_AFTER_FAILURE, "version=v2", "instances=3", "after=false");

        assertThat(kept()).containsExactly("shop v2 (1)");
        assertThat(behind()).containsExactly(first());
    }

    @Test
    void without_a_front_more_instances_that_fail_leave_those_that_there_were() throws Exception {
        runbook("strategy: in-place");
        ends(Ending.SUCCEEDED, "version=v2", "instances=1");
        long pid = pid();
        Files.createFile(slipway.directory().resolve("sick"));

        ends(Ending.UNDONE_AFTER_FAILURE, "version=v2", "instances=2");
        assertThat(kept()).containsExactly("shop v2 (1)");

        Files.delete(slipway.directory().resolve("sick"));
        ends(Ending.UNDONE_AFTER_FAILURE, "version=v2", "instances=2", "after=false");
        assertThat(kept()).containsExactly("shop v2 (1)");
        assertThat(pid()).isEqualTo(pid);
    }

    private long pid() {
        return processes.find(new Name("shop", "v2", 1)).flatMap(Seen::pid).orElseThrow();
    }

    @Test
    void a_version_of_which_nothing_ran_is_not_ended_by_the_undo_of_its_repair() throws Exception {
        runbook("traffic: web");
        ends(Ending.SUCCEEDED, "version=v2");
        for (Seen seen : processes.list()) {
            processes.stop(seen.name());
        }

        ends(Ending.UNDONE_AFTER_FAILURE, "version=v2", "after=false");

        assertThat(kept()).containsExactly("shop v2 (1)", "shop v2 (2)");
    }
}
