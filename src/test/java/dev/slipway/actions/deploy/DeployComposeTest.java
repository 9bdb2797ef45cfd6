package dev.slipway.actions.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ForReal;
import dev.slipway.engine.ForReal.Played;
import dev.slipway.engine.Story;
import dev.slipway.hands.Engine;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.Soon;
import dev.slipway.places.local.LocalProcesses;
import dev.slipway.route.Mode;
import dev.slipway.run.Event.Ending;
import dev.slipway.traffic.Load;
import dev.slipway.traffic.Servers;
import dev.slipway.traffic.embedded.EmbeddedFront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole releases with a real engine, both Composes and the real proxy, and clients that never ask twice. */
@Tag("real")
class DeployComposeTest {
    private static final int CLIENTS = 10;

    @TempDir
    static Path once;

    @SuppressWarnings("NullAway.Init")
    private static String base;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private ComposeShop shop;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedFront front;

    @SuppressWarnings("NullAway.Init")
    private ForReal slipway;

    @BeforeAll
    static void image() throws Exception {
        base = ComposeShop.base(once.resolve("image"));
    }

    @AfterAll
    static void imageGoes() {
        Engine.docker("rmi", base);
    }

    @BeforeEach
    void open() throws Exception {
        Path repo = Files.createDirectories(folder.resolve("repo"));
        shop = new ComposeShop(repo, base);
        front = EmbeddedFront.start(Files.createDirectory(folder.resolve("proxy")));
        ForReal.FRONT.put(front.control().toString(), front.driver());
    }

    @AfterEach
    void close() throws Exception {
        if (slipway != null) {
            LocalProcesses keepers = new LocalProcesses(slipway.state(), slipway.directory());
            for (Seen seen : keepers.list()) {
                keepers.stop(seen.name());
            }
            slipway.close();
        }
        ForReal.FRONT.remove(front.control().toString());
        front.close();
        shop.close();
    }

    /** @param how parameters of deploy.compose, a line each */
    private void runbook(String how) throws Exception {
        if (slipway != null) {
            slipway.close();
        }
        Path directory = folder.resolve("repo");
        Files.writeString(directory.resolve("runbook.md"), """
                ---
                slipway:
                  version: 1
                  service: shop
                  traffic: {web: {embedded: '%s'}}
                  inputs: {version: {pattern: 'v\\d+'}, after: {default: 'true'}}
                  procedures: {release: {run: [steps]}}
                ---

                # Shop

                ## Steps

                <!-- slipway: step id=deploy -->
                ```yaml
                deploy.compose:
                  project: %s
                  files: docker-compose.yml
                  version: ${inputs.version}
                %s
                ```

                <!-- slipway: step id=after -->
                ```bash
                $AFTER
                ```
                """.formatted(
                        front.control(), shop.name(), how.indent(2).stripTrailing()));
        slipway = new ForReal(directory, folder.resolve("state"), Map.of(), "anna");
    }

    private static final String SERVED = "service: shop\nport: 8000\ntraffic: web\nready: {path: /, within: 30s}\n";

    private Played play(String version, String... more) throws InterruptedException {
        List<String> inputs = new ArrayList<>(List.of("version=" + version));
        inputs.addAll(List.of(more));
        return slipway.play("release", inputs.toArray(String[]::new));
    }

    private Ending release(String version, String... more) throws InterruptedException {
        return play(version, more).run().ended().orElseThrow().ending();
    }

    private void succeeds(String version) throws InterruptedException {
        assertThat(release(version)).as(this::said).isEqualTo(Ending.SUCCEEDED);
    }

    private void isTakenBack(String version, String... more) throws InterruptedException {
        assertThat(release(version, more)).as(this::said).isEqualTo(Ending.UNDONE_AFTER_FAILURE);
    }

    private String said() {
        return String.join("\n", slipway.output());
    }

    private static void answers(Load load, String version) throws Exception {
        String body = "shop " + version;
        long before = load.answered(body);
        Servers.until(() -> load.answered(body) >= before + 50);
    }

    private void nothingLost(Load load) throws InterruptedException {
        load.finish();
        assertThat(load.lost()).as(this::said).isEmpty();
        assertThat(front.driver().read().plan().mode()).isEqualTo(new Mode.Serve());
        assertThat(front.driver().read().plan().pins()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void a_rolling_release_loses_nothing_and_is_taken_back_by_the_very_containers_that_ran(String compose)
            throws Exception {
        shop.file("");
        runbook(SERVED + "compose: " + compose);
        succeeds("v1");
        try (Load load = Load.on(front.port(), CLIENTS)) {
            answers(load, "v1");

            succeeds("v2");

            answers(load, "v2");
            assertThat(shop.containers("shop")).containsExactly("v1 (1) exited", "v2 (1) running");
            String before = shop.id("v2");
            isTakenBack("v3", "after=false");
            answers(load, "v2");
            assertThat(shop.id("v2")).isEqualTo(before);
            nothingLost(load);
        }
        assertThat(shop.containers("shop")).containsExactly("v2 (1) running", "v3 (1) exited");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void recreated_behind_a_hold_requests_wait_also_with_a_fixed_name_and_port(String compose) throws Exception {
        int port = Servers.freePort();
        shop.file("container_name: %s-one\nports: ['127.0.0.1:%d:8000']".formatted(shop.name(), port));
        runbook(SERVED + "strategy: recreate\ncompose: " + compose);
        succeeds("v1");
        try (Load load = Load.on(front.port(), CLIENTS)) {
            answers(load, "v1");
            succeeds("v2");
            answers(load, "v2");
            isTakenBack("v3", "after=false");
            answers(load, "v2");
            nothingLost(load);
        }
        assertThat(Engine.docker("inspect", "--format", "{{.State.Status}}", shop.name() + "-one"))
                .isEqualTo("running");
        assertThat(shop.containers("shop")).containsExactly("v2 (1) running", "v3 (1) exited");
    }

    @Test
    void the_old_containers_of_a_blue_green_release_retire_by_themselves() throws Exception {
        shop.file("");
        runbook(SERVED + "strategy: blue-green\nbake: 2s\nsmoke: [{get: /, text: shop}]");
        succeeds("v1");
        try (Load load = Load.on(front.port(), CLIENTS)) {
            answers(load, "v1");
            succeeds("v2");
            answers(load, "v2");
            nothingLost(load);
        }
        assertThat(said()).contains("deploy: shop v1 (1) stays without requests for 2.0 s, and then ends");
        Soon.holds(() -> assertThat(shop.containers("shop")).containsExactly("v1 (1) exited", "v2 (1) running"));
    }

    @Test
    void what_ends_or_never_gets_healthy_is_said_with_its_last_words_and_taken_back() throws Exception {
        shop.file("");
        runbook(SERVED);
        succeeds("v1");
        String before = shop.id("v1");
        try (Load load = Load.on(front.port(), CLIENTS)) {
            answers(load, "v1");
            shop.file("entrypoint: [sh, -c, 'echo I am done; exit 0']\nlabels: {a: b}");
            Played ended = play("v2");
            assertThat(story(ended)).containsPattern("shop v2 \\(1\\) ended.*; v1 has all requests again");
            assertThat(said()).contains("deploy: | I am done");
            shop.file("healthcheck: {test: [CMD, 'false'], interval: 1s, retries: 1}");
            runbook(SERVED.replace("30s", "3s"));
            Played sick = play("v3");
            assertThat(story(sick))
                    .containsPattern(
                            "shop v3 \\(1\\) was not ready within 3.0 s: its health check says (starting|unhealthy); v1 has all requests again");
            answers(load, "v1");
            nothingLost(load);
        }
        assertThat(shop.id("v1")).isEqualTo(before);
        assertThat(shop.containers("shop"))
                .contains("v1 (1) running")
                .noneMatch(each -> each.matches("v[23].*running"));
    }

    private String workers() {
        return """
              worker:
                image: %1$s:${VERSION}
                command: [sh, -c, 'trap "echo done; exit 0" USR1; while :; do sleep 0.1; done']
                restart: always
              beat:
                image: %1$s:${VERSION}
                command: [sh, -c, '[ ${VERSION} != v2 ] || exit 3; trap "exit 0" TERM; while :; do sleep 0.1; done']
            """.formatted(shop.name());
    }

    @Test
    void several_services_are_taken_back_as_one_and_there_are_never_two_beats() throws Exception {
        shop.file("", workers());
        runbook("""
                traffic: web
                services:
                  - {service: shop, port: 8000, ready: {path: /}}
                  - {service: worker, ready: {stays: 300ms}, stop: {signal: USR1, within: 10s}}
                  - {service: beat, single: true, ready: {stays: 300ms, within: 5s}}
                """);
        succeeds("v1");
        List<String> before = List.of(shop.id("v1"));
        try (Load load = Load.on(front.port(), CLIENTS)) {
            answers(load, "v1");
            Played failed = play("v2");
            assertThat(story(failed))
                    .containsPattern("beat: beat v2 \\(1\\) ended with exit status 3 .*;"
                            + " v1 has all requests again after .*; shop, worker, beat are as before");
            answers(load, "v1");
            nothingLost(load);
        }
        assertThat(List.of(shop.id("v1"))).isEqualTo(before);
        for (String service : List.of("shop", "worker", "beat")) {
            assertThat(shop.containers(service)).containsExactly("v1 (1) running", "v2 (1) exited");
        }
        succeeds("v3");
        assertThat(shop.containers("beat")).containsExactly("v1 (1) exited", "v3 (1) running");
    }

    @Test
    void what_somebody_has_started_by_hand_ends_and_runs_again_when_the_release_is_taken_back() throws Exception {
        shop.file("");
        Path repo = folder.resolve("repo");
        Engine.said(
                "env",
                "VERSION=v1",
                "docker",
                "compose",
                "--project-name",
                shop.name(),
                "--file",
                repo.resolve("docker-compose.yml").toString(),
                "up",
                "--detach",
                "--quiet-pull");
        runbook(SERVED);

        isTakenBack("v2", "after=false");
        assertThat(said()).contains("deploy: shop by-hand (1) has ended", "deploy: shop by-hand (1) runs again");
        assertThat(shop.containers("shop")).containsExactlyInAnyOrder(" () running", "v2 (1) exited");
        succeeds("v3");
        assertThat(shop.containers("shop")).containsExactlyInAnyOrder(" () exited", "v3 (1) running");
    }

    private static String story(Played played) {
        return String.join("\n", Story.of(played.shown().events()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void what_cannot_be_released_is_said_in_one_sentence_and_nothing_changes(String compose) throws Exception {
        record Wrong(String file, String how, String says) {}
        int taken = front.port();
        List<Wrong> all = List.of(
                new Wrong(
                        "",
                        SERVED.replace("shop", "shp"),
                        "the project NAME has no service 'shp': did you mean 'shop'?"),
                new Wrong(
                        "image: NAME:v9",
                        SERVED,
                        "there is no image NAME:v9 here: build, pull or load it before, or say it by 'images'"),
                new Wrong("imag: x", SERVED, "imag"),
                new Wrong(
                        "environment: {A: '${NOT_THERE}'}",
                        SERVED,
                        "the Compose file uses $NOT_THERE, which is not set: declare it under 'variables', or write"
                                + " ${NOT_THERE:-} where it may be empty"),
                new Wrong(
                        "container_name: one",
                        SERVED,
                        "only one container can be called one, and 'strategy: rolling' needs two for a moment: remove"
                                + " 'container_name' from 'shop', or take strategy: recreate"),
                new Wrong(
                        "ports: ['8080:8000']",
                        SERVED,
                        "only one container can have the port 8080 of the machine, and 'strategy: rolling' needs two for"
                                + " a moment: remove it from 'ports' of 'shop', since requests come through the front, or"
                                + " write 127.0.0.1::8000, or take strategy: recreate"),
                new Wrong(
                        "ports: ['127.0.0.1:" + taken + ":8000']",
                        SERVED + "strategy: recreate\n",
                        "the port " + taken
                                + " of the machine, which 'shop' publishes, is taken by another program: 'ss"
                                + " -ltnp' shows by which"),
                new Wrong(
                        "networks: [there]",
                        SERVED,
                        "the network slipway-compose-nowhere is external and not there: docker network create"
                                + " slipway-compose-nowhere"),
                new Wrong(
                        "",
                        SERVED + "images: load\narchive: nothing.tar\n",
                        "there is no archive nothing.tar: write it with docker save"),
                new Wrong(
                        "",
                        SERVED + "images: build\n",
                        "'shop' has no 'build' in the Compose file: say images: pull, load or present"));
        // What the first Compose says in its own way; the rest is decided by Slipway, and it takes its time.
        List<Wrong> some = compose.equals("v1") ? all.subList(1, 4) : all;
        for (Wrong wrong : some) {
            shop.file(
                    wrong.file().replace("NAME", shop.name()),
                    wrong.file().startsWith("networks")
                            ? "networks: {there: {external: true, name: slipway-compose-nowhere}}\n"
                            : "");
            if (wrong.file().startsWith("image:")) {
                Path file = folder.resolve("repo/docker-compose.yml");
                Files.writeString(file, Files.readString(file).replaceFirst("    image: .*VERSION}\n", ""));
            }
            runbook(wrong.how() + "compose: " + compose);
            Played played = play("v1");
            assertThat(story(played)).contains(wrong.says().replace("NAME", shop.name()));
            assertThat(shop.containers("shop")).as(wrong.says()).isEmpty();
        }
    }
}
