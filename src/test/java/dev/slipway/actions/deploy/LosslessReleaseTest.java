package dev.slipway.actions.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ForReal;
import dev.slipway.engine.ForReal.Played;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.places.local.LocalProcesses;
import dev.slipway.route.Mode;
import dev.slipway.run.Event.Ending;
import dev.slipway.traffic.Front;
import dev.slipway.traffic.Load;
import dev.slipway.traffic.Servers;
import dev.slipway.traffic.embedded.EmbeddedFront;
import dev.slipway.traffic.haproxy.HaproxyFront;
import dev.slipway.traffic.nginx.NginxFront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole releases with nothing in the place of anything: runs of the real engine, processes under their supervisors, the real
 * proxies, and clients that keep their connections and never ask twice.
 */
@Tag("real")
class LosslessReleaseTest {
    private static final int CLIENTS = 20;
    private static final String CANARY = """
            strategy: canary
            steps: ['20%% for 300ms', '100%%']
            take-back-when: ['error-rate > 5%%']
            judge: {requests: %d}
            smoke: [{get: /health, json: "json.status == 'ok'"}, {post: /, text: shop}]
            """;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // by what is behind
    private Front front;

    @SuppressWarnings("NullAway.Init")
    private ForReal slipway;

    @SuppressWarnings("NullAway.Init")
    private Processes processes;

    @SuppressWarnings("NullAway.Init")
    private String settings;

    @SuppressWarnings("NullAway.Init")
    private String key;

    /** How a version is released, and what is there after v1, v2, and a v3 that is taken back. */
    record Way(String name, String how, List<String> kept) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The one that keeps nothing warm takes as long as a drain, and is for {@code bin/bench switches}. */
    static Stream<Way> ways() {
        boolean all = System.getProperty("slipway.switches") != null;
        return everyWay().filter(way -> all || !way.name().contains("keeps nothing"));
    }

    private static Stream<Way> everyWay() {
        return Stream.of(
                new Way("blue-green", "bake: 10m", List.of("shop v1 (1) warm", "shop v2 (1)")),
                new Way("blue-green that keeps nothing warm", "bake: 0s", List.of("shop v2 (1)")),
                new Way("canary", CANARY.formatted(20), List.of("shop v1 (1) warm", "shop v2 (1)")),
                new Way(
                        "rolling",
                        "strategy: rolling\ninstances: 2\nsmoke: [{get: /, text: shop}]",
                        List.of("shop v2 (1)", "shop v2 (2)")),
                new Way("in-place", "strategy: in-place", List.of("shop v2 (1)")));
    }

    @AfterEach
    void close() throws Exception {
        if (processes != null) {
            for (Seen seen : processes.list()) {
                processes.stop(seen.name());
            }
        }
        if (slipway != null) {
            slipway.close();
        }
        if (front != null) {
            ForReal.FRONT.remove(key);
            front.close();
        }
    }

    private EmbeddedFront embedded() throws Exception {
        EmbeddedFront embedded = EmbeddedFront.start(Files.createDirectory(folder.resolve("proxy")));
        behind(embedded, embedded.control(), "{embedded: '" + embedded.control() + "'}");
        return embedded;
    }

    private void behind(Front started, Path control, String written) {
        front = started;
        settings = written;
        key = control.toString();
        ForReal.FRONT.put(key, started.driver());
    }

    private void runbook(String how) throws Exception {
        if (slipway != null) {
            slipway.close();
        }
        Path directory = Files.createDirectories(folder.resolve("repo"));
        Files.writeString(directory.resolve("runbook.md"), ShopBook.text(settings, how));
        slipway = new ForReal(directory, folder.resolve("state"), Map.of(), "anna");
        processes = new LocalProcesses(slipway.state(), slipway.directory());
    }

    private Ending release(String version, String... more) throws InterruptedException {
        List<String> inputs = new ArrayList<>(List.of("version=" + version));
        inputs.addAll(List.of(more));
        Played played = slipway.play("release", inputs.toArray(String[]::new));
        return played.run().ended().orElseThrow().ending();
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

    private List<String> kept() {
        return processes.list().stream()
                .filter(Seen::kept)
                .map(seen -> seen.name() + (seen.retiring().isPresent() ? " warm" : ""))
                .toList();
    }

    private List<String> served() throws InterruptedException {
        return front.driver().read().plan().shares().stream()
                .filter(share -> share.permille() > 0)
                .map(share -> share.pool() + " " + share.permille())
                .toList();
    }

    /** Until that many more clients have got an answer of this version. */
    private static void answers(Load load, String version) throws Exception {
        String body = "shop " + version + "\n";
        long before = load.answered(body);
        Servers.until(() -> load.answered(body) >= before + 50);
    }

    /** Says it where {@code bin/bench switches} wants to know. */
    private void nothingLost(Load load, String what) throws InterruptedException {
        load.finish();
        if (System.getProperty("slipway.switches") != null) {
            System.out.printf(
                    "%s: %s and one that is taken back, %d requests answered, %d lost, the longest took %d ms%n",
                    front.driver().can().proxy(),
                    what,
                    load.answered(),
                    load.lost().size(),
                    load.longest().toMillis());
        }
        assertThat(load.lost()).as(this::said).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_release_and_one_that_is_taken_back_lose_no_request(Way way) throws Exception {
        embedded();
        runbook(way.how());
        succeeds("v1");
        try (Load load = Load.on(front.port(), CLIENTS)) {
            answers(load, "v1");
            succeeds("v2");
            answers(load, "v2");

            isTakenBack("v3", "after=false");

            answers(load, "v2");
            nothingLost(load, "deploy.process " + way);
        }
        assertThat(served()).containsExactly("v2 1000");
        assertThat(front.driver().read().plan().mode()).isEqualTo(new Mode.Serve());
        assertThat(front.driver().read().plan().pins()).isEmpty();
        assertThat(kept()).isEqualTo(way.kept());
    }

    @Test
    void a_bad_version_is_taken_back_by_its_trigger_and_nothing_is_lost_but_what_it_fails_itself() throws Exception {
        embedded();
        runbook(CANARY.formatted(40));
        succeeds("v1");
        try (Load load = Load.on(front.port(), CLIENTS)) {
            answers(load, "v1");

            isTakenBack("v2", "fails=30");

            answers(load, "v1");
            load.finish();
            assertThat(load.lost()).as(this::said).isNotEmpty().allMatch(lost -> lost.endsWith(": 500"));
        }
        assertThat(slipway.output())
                .anyMatch(
                        line -> line.matches(
                                "deploy: v2 at 20 %: worse after \\d+ candidate requests \\(\\d+ s\\): errors .* %.*; false-alarm guarantee 1 %"));
        assertThat(served()).containsExactly("v1 1000");
        assertThat(kept()).containsExactly("shop v1 (1)");
    }

    @Test
    void a_release_goes_on_while_the_proxy_hands_over_and_after_it_was_killed() throws Exception {
        EmbeddedFront proxy = embedded();
        runbook("""
                strategy: canary
                steps: ['20% for 1s', '100%']
                take-back-when: ['error-rate > 5%']
                judge: {requests: 20}
                """);
        succeeds("v1");
        try (Load load = Load.on(front.port(), CLIENTS)) {
            Thread release = Thread.startVirtualThread(() -> unchecked("v2"));
            answers(load, "v2");
            Process before = proxy.handOver();
            release.join();
            answers(load, "v2");
            load.finish();
            assertThat(load.lost()).as(this::said).isEmpty();
            before.destroyForcibly();
        }
        Thread release = Thread.startVirtualThread(() -> unchecked("v3"));
        Servers.until(() -> served().contains("v3 200"));
        proxy.restart();
        Load load = Load.on(front.port(), CLIENTS);
        release.join();
        load.finish();
        assertThat(load.lost()).as(this::said).isEmpty();
        assertThat(served()).containsExactly("v3 1000");
    }

    private void unchecked(String version) {
        try {
            release(version);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void behind_haproxy_a_canary_and_one_that_is_taken_back_lose_no_request() throws Exception {
        HaproxyFront haproxy = HaproxyFront.start(Files.createDirectory(folder.resolve("proxy")));
        behind(
                haproxy,
                haproxy.socket(),
                "{haproxy: '%s', backend: shop, url: 'http://127.0.0.1:%d'}"
                        .formatted(haproxy.socket(), haproxy.port()));
        canary();
    }

    @Test
    void behind_nginx_a_canary_and_one_that_is_taken_back_lose_no_request() throws Exception {
        Path place = Files.createDirectory(folder.resolve("proxy"));
        NginxFront nginx = NginxFront.start(place);
        behind(
                nginx,
                NginxFront.routes(place),
                "{nginx: '%s', at: '127.0.0.1:%d', url: 'http://127.0.0.1:%d'}"
                        .formatted(NginxFront.routes(place), nginx.asked(), nginx.port()));
        canary();
    }

    private void canary() throws Exception {
        runbook(CANARY.formatted(20));
        succeeds("v1");
        try (Load load = Load.on(front.port(), CLIENTS)) {
            answers(load, "v1");
            succeeds("v2");
            answers(load, "v2");
            isTakenBack("v3", "after=false");
            answers(load, "v2");
            nothingLost(load, "deploy.process canary");
        }
        assertThat(served()).containsExactly("v2 1000");
        assertThat(kept()).containsExactly("shop v1 (1) warm", "shop v2 (1)");
        runbook("strategy: in-place");
        assertThat(slipway.begin("release", Map.of("version", "v4")))
                .as("a proxy that cannot hold requests")
                .isInstanceOf(dev.slipway.engine.Desk.Start.Unready.class);
    }
}
