package dev.slipway.actions.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ForReal;
import dev.slipway.engine.ForReal.Played;
import dev.slipway.engine.Story;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.Soon;
import dev.slipway.hands.Traffic;
import dev.slipway.places.local.LocalProcesses;
import dev.slipway.route.PoolId;
import dev.slipway.route.Share;
import dev.slipway.run.Event.Ending;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole releases: real runs, real processes, a front in memory, visitors all the time. */
@Tag("real")
class DeployProcessTest {
    private static final PoolId V1 = new PoolId("v1");
    private static final PoolId V2 = new PoolId("v2");

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
        if (processes != null) {
            for (Seen seen : processes.list()) {
                processes.stop(seen.name());
            }
        }
        if (slipway != null) {
            slipway.close();
        }
        ForReal.FRONT.remove(folder + "/web");
        front.close();
    }

    /** A runbook that releases and then does something that fails when asked to. */
    private void runbook(String how) {
        String words =
                ShopServer.words().stream().map(word -> "'" + word + "'").collect(Collectors.joining(", ", "[", "]"));
        slipway = ForReal.of(folder, """
                traffic: {web: {embedded: %s/web}}
                inputs: {version: {pattern: 'v\\d+'}, fails: {default: '0'}, after: {default: 'true'}}
                procedures: {release: {run: [steps]}}
                """.formatted(folder), """
                ## Steps

                <!-- slipway: step id=deploy -->
                ```yaml
                deploy.process:
                  name: shop
                  version: ${inputs.version}
                  command: %s
                  ready: {path: /health, within: 5s}
                  traffic: web
                  grace: 1s
                %s
                ```

                ```bash
                $AFTER
                ```
                """.formatted(words, how.indent(2)));
        processes = new LocalProcesses(slipway.state(), slipway.directory());
    }

    private Played release(String version, String... more) throws InterruptedException {
        List<String> inputs = new java.util.ArrayList<>(List.of("version=" + version));
        inputs.addAll(List.of(more));
        return slipway.play("release", inputs.toArray(String[]::new));
    }

    private void succeeds(Played played) {
        assertThat(played.run().ended().map(end -> end.ending()))
                .as(() -> String.join("\n", slipway.output()))
                .contains(Ending.SUCCEEDED);
    }

    private void isTakenBack(Played played) {
        assertThat(played.run().ended().map(end -> end.ending()))
                .as(() -> String.join("\n", slipway.output()))
                .contains(Ending.UNDONE_AFTER_FAILURE);
    }

    private static String story(Played played) {
        return String.join("\n", Story.of(played.shown().events()));
    }

    private List<String> shares() {
        return front.read().plan().shares().stream()
                .map(share -> share.pool() + " " + share.permille())
                .toList();
    }

    private List<String> kept() {
        return processes.list().stream()
                .filter(Seen::kept)
                .map(seen -> seen.name() + (seen.retiring().isPresent() ? " warm" : ""))
                .toList();
    }

    private String answer() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            front.entrance().orElseThrow().resolve("/"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void a_blue_green_release_loses_no_request_and_keeps_the_old_version_warm() throws Exception {
        runbook("smoke: [{get: /health, json: 'json.version == \"v1\" || json.version == \"v2\"'}]");
        succeeds(release("v1"));
        assertThat(answer()).isEqualTo("shop v1\n");
        long lost;
        long served;
        try (Visitors visitors = new Visitors(front.entrance().orElseThrow(), 8)) {
            Soon.holds(() -> assertThat(visitors.served()).isPositive());

            succeeds(release("v2"));

            long before = visitors.served();
            Soon.holds(() -> assertThat(visitors.served()).isGreaterThan(before + 20));
            lost = visitors.lost();
            served = visitors.served();
        }
        assertThat(lost).as(served + " served").isZero();
        assertThat(answer()).isEqualTo("shop v2\n");
        assertThat(shares()).containsExactlyInAnyOrder("v1 0", "v2 1000");
        assertThat(kept()).containsExactly("shop v1 (1) warm", "shop v2 (1)");
        assertThat(front.read().plan().pins()).isEmpty();
    }

    @Test
    void a_failure_later_in_the_run_leads_back_by_one_shift() throws Exception {
        runbook("bake: 10m");
        succeeds(release("v1"));

        isTakenBack(release("v2", "after=false"));

        assertThat(shares()).containsExactly("v1 1000");
        assertThat(kept()).containsExactly("shop v1 (1)");
        assertThat(answer()).isEqualTo("shop v1\n");
    }

    @Test
    void the_first_release_that_is_taken_back_leaves_a_closed_front_and_no_process() throws Exception {
        runbook("bake: 10m");

        isTakenBack(release("v1", "after=false"));

        assertThat(shares()).isEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    void a_canary_whose_error_rate_is_too_high_is_taken_back_by_itself() throws Exception {
        runbook("""
                strategy: canary
                steps: ['20% for 1s', '100%']
                take-back-when: ['error-rate > 5%']
                judge: {requests: 20}
                env: {FAILS: '${inputs.fails}'}
                """);
        succeeds(release("v2"));
        try (Visitors _ = new Visitors(front.entrance().orElseThrow(), 4)) {
            Played played = release("v3", "fails=30");

            isTakenBack(played);
            assertThat(slipway.output())
                    .anyMatch(
                            line -> line.matches(
                                    "deploy: v3 at 20 %: worse after \\d+ candidate requests \\(\\d+ s\\): errors .* %.*; false-alarm guarantee 1 %"));
        }
        assertThat(shares()).containsExactly("v2 1000");
    }

    @Test
    void without_requests_nothing_is_judged_and_the_release_fails_by_its_limit() throws Exception {
        runbook("""
                strategy: canary
                steps: ['20% for 100ms', '100%']
                take-back-when: ['error-rate > 5%']
                judge: {requests: 20, within: 300ms}
                """);
        succeeds(release("v1"));

        Played played = release("v2");

        isTakenBack(played);
        assertThat(slipway.output())
                .anyMatch(line ->
                        line.matches("deploy: only 0 requests came to v2 in \\d+ ms, and 20 are needed to judge it"));
    }

    @Test
    void a_command_that_exits_at_once_is_said_with_its_last_words() throws Exception {
        runbook("env: {BROKEN: '${inputs.fails}'}");

        Played played = release("v1");

        isTakenBack(played);
        assertThat(slipway.output())
                .contains("deploy: | cannot start: the configuration is broken")
                .anyMatch(line ->
                        line.matches("deploy: shop v1 \\(1\\) ended with exit status 3 after .*, before it was ready"));
        assertThat(kept()).isEmpty();
    }

    @Test
    void an_instance_that_never_gets_ready_fails_in_its_time_and_is_gone() throws Exception {
        runbook("env: {SICK: 'yes'}");

        isTakenBack(release("v1"));

        assertThat(slipway.output())
                .anyMatch(line -> line.matches("deploy: shop v1 \\(1\\) was not ready within 5.0 s: 503 instead of 200"
                        + " \\(GET /health\\)"));
        assertThat(kept()).isEmpty();
    }

    @Test
    void the_live_version_is_not_released_again() throws Exception {
        runbook("bake: 10m");
        succeeds(release("v1"));

        Played again = release("v1");

        assertThat(again.run().ended().map(end -> end.ending())).isNotEqualTo(Optional.of(Ending.SUCCEEDED));
        assertThat(story(again)).contains("v1 is live already behind web: there is nothing to release");
        assertThat(shares()).containsExactly("v1 1000");
        assertThat(kept()).containsExactly("shop v1 (1)");
    }

    @Test
    void in_place_requests_wait_and_none_is_lost() throws Exception {
        runbook("strategy: in-place");
        succeeds(release("v1"));
        long lost;
        try (Visitors visitors = new Visitors(front.entrance().orElseThrow(), 8)) {
            Soon.holds(() -> assertThat(visitors.served()).isPositive());

            succeeds(release("v2"));

            long before = visitors.served();
            Soon.holds(() -> assertThat(visitors.served()).isGreaterThan(before + 20));
            lost = visitors.lost();
        }
        assertThat(lost).isZero();
        assertThat(kept()).containsExactly("shop v2 (1)");
        assertThat(shares()).containsExactly("v2 1000");
    }

    @Test
    void in_place_a_version_that_cannot_start_gives_way_to_the_old_one() throws Exception {
        runbook("strategy: in-place\nenv: {FAILS: '${inputs.fails}'}");
        succeeds(release("v1"));
        long lost;
        try (Visitors visitors = new Visitors(front.entrance().orElseThrow(), 4)) {
            isTakenBack(release("v2", "fails=not-a-number"));
            lost = visitors.lost();
        }
        assertThat(lost).isZero();
        assertThat(answer()).isEqualTo("shop v1\n");
        assertThat(kept()).containsExactly("shop v1 (1)");
    }

    @Test
    void a_rolling_release_replaces_all_instances_without_a_lost_request() throws Exception {
        runbook("strategy: rolling\ninstances: 3\nbatch: 2");
        succeeds(release("v1"));
        long lost;
        try (Visitors visitors = new Visitors(front.entrance().orElseThrow(), 8)) {
            Soon.holds(() -> assertThat(visitors.served()).isPositive());
            succeeds(release("v2"));
            lost = visitors.lost();
        }
        assertThat(lost).isZero();
        assertThat(kept()).containsExactly("shop v2 (1)", "shop v2 (2)", "shop v2 (3)");
        Share share = front.read().plan().share(V2).orElseThrow();
        assertThat(share.permille()).isEqualTo(1000);
        assertThat(share.endpoints()).hasSize(3);
        assertThat(front.read().plan().share(V1)).isEmpty();
    }

    @Test
    void a_front_between_two_versions_is_not_released_on() throws Exception {
        runbook("bake: 10m");
        succeeds(release("v1"));
        succeeds(release("v2"));
        Traffic.Live live = front.read();
        front.apply(live.plan().shifted(V1, 250), live.generation());

        Played played = release("v3");

        assertThat(story(played))
                .contains("web serves v1 25 % and v2 75 %: an earlier release has not ended; give everything to one of"
                        + " them first, with traffic.shift");
        assertThat(kept()).containsExactly("shop v1 (1) warm", "shop v2 (1)");
    }

    @Test
    void what_a_proxy_cannot_do_is_refused_before_the_first_step() throws Exception {
        ForReal.FRONT.put(folder + "/web", new LoopbackFront(EnumSet.of(Traffic.Feature.MAINTENANCE)));
        runbook("strategy: canary\nsteps: ['5% for 1m', '100%']");

        assertThat(slipway.begin("release", java.util.Map.of("version", "v1")))
                .isEqualTo(new dev.slipway.engine.Desk.Start.Unready(
                        List.of("deploy needs more of web: the front of the test cannot do shares of the requests; the"
                                + " embedded proxy can: slipway proxy run")));
    }

    @Test
    void a_front_that_does_not_count_is_not_asked_for_a_number_of_requests() throws Exception {
        ForReal.FRONT.put(folder + "/web", new LoopbackFront(EnumSet.of(Traffic.Feature.SHARES)));
        runbook("strategy: canary\nsteps: ['5% for 1m', '100%']\njudge: {requests: 20}");

        assertThat(slipway.begin("release", java.util.Map.of("version", "v1")))
                .isEqualTo(new dev.slipway.engine.Desk.Start.Unready(
                        List.of("deploy needs more of web: the front of the test cannot do counts by version; the"
                                + " embedded proxy can: slipway proxy run")));
    }

    @Test
    void a_front_that_does_not_answer_is_said_before_the_first_step() throws Exception {
        ForReal.FRONT.remove(folder + "/web");
        runbook("bake: 10m");

        assertThat(slipway.begin("release", java.util.Map.of("version", "v1")))
                .isInstanceOfSatisfying(
                        dev.slipway.engine.Desk.Start.Unready.class,
                        unready -> assertThat(unready.sentences())
                                .allMatch(says -> says.startsWith("web: nothing listens")));
    }
}
