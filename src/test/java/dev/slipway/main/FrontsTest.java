package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.deploy.ShopBook;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.Soon;
import dev.slipway.hands.Traffic.Live;
import dev.slipway.main.Typed.Said;
import dev.slipway.operations.Json;
import dev.slipway.places.local.LocalProcesses;
import dev.slipway.route.PoolId;
import dev.slipway.traffic.embedded.EmbeddedFront;
import dev.slipway.traffic.embedded.EmbeddedTraffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases from the keyboard: what is said about fronts, and about the processes that they leave. */
@Tag("real")
class FrontsTest {
    @TempDir
    Path temporary;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Typed typed;

    private @Nullable EmbeddedFront front;

    @BeforeEach
    void atAKeyboard() throws Exception {
        folder = temporary.toRealPath();
        typed = new Typed(folder, "ann");
    }

    @AfterEach
    void close() throws Exception {
        Processes processes = new LocalProcesses(folder.resolve(".slipway"), folder);
        for (Seen seen : processes.list()) {
            processes.stop(seen.name());
        }
        if (front != null) {
            front.close();
        }
    }

    private Typed behind(Path control) {
        return typed.runbook(ShopBook.text("{embedded: '" + control + "'}", "bake: 10m"));
    }

    private Said released(String... versions) throws Exception {
        EmbeddedFront started = EmbeddedFront.start(Files.createDirectory(folder.resolve("proxy")));
        front = started;
        behind(started.control());
        Said said = new Said(0, "", "");
        for (String version : versions) {
            said = typed.slipway("run", "runbook.md", "-i", "version=" + version);
            assertThat(said.exit()).as(said.out() + said.err()).isZero();
        }
        return said;
    }

    @Test
    void a_proxy_that_does_not_run_is_said_before_anything_is_done() {
        Said run = behind(folder.resolve("ctl")).slipway("run", "runbook.md", "-i", "version=v1");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("""
                slipway: this cannot begin: web: no proxy runs behind %1$s/ctl, which does not exist; start it: slipway proxy run --control %1$s/ctl --listen HOST:PORT
                   Nothing has been run.
                """.formatted(folder));
        assertThat(folder.resolve(".slipway/processes")).doesNotExist();
    }

    @Test
    void the_control_socket_of_another_user_is_not_used() throws Exception {
        boolean root = System.getProperty("user.name").equals("root");
        Path foreign = root ? Files.createFile(folder.resolve("ctl")) : Path.of("/dev/null");
        if (root) {
            Files.setOwner(
                    foreign,
                    foreign.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }

        Said run = behind(foreign).slipway("run", "runbook.md", "-i", "version=v1");

        String owner = root ? "nobody" : "root";
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("""
                slipway: this cannot begin: web: the control socket %s belongs to '%s', not to '%s': do this as '%2$s'
                   Nothing has been run.
                """.formatted(foreign, owner, System.getProperty("user.name")));
        assertThat(folder.resolve(".slipway/processes")).doesNotExist();
    }

    @Test
    void a_sticky_front_keeps_its_visitors_with_their_version_until_it_is_one_no_more() throws Exception {
        EmbeddedFront started = EmbeddedFront.start(Files.createDirectory(folder.resolve("proxy")));
        front = started;
        EmbeddedTraffic proxy = new EmbeddedTraffic(started.control());
        typed.runbook(ShopBook.text("{embedded: '" + started.control() + "', sticky: version}", "bake: 10m"));
        for (String version : List.of("v1", "v2")) {
            Said said = typed.slipway("run", "runbook.md", "-i", "version=" + version);
            assertThat(said.exit()).as(said.out() + said.err()).isZero();
        }
        Live live = proxy.read();
        proxy.apply(live.plan().shifted(new PoolId("v1"), 500), live.generation());

        for (int i = 0; i < 5; i++) {
            Visitor visitor = Visitor.of(started.port());
            assertThat(visitor.comesAgain(20)).containsOnly(visitor.first());
        }
        assertThat(typed.slipway("proxy", "show", "--control", started.control().toString())
                        .out())
                .contains("visitors stay with their version by the cookie version\n");
        String key = live.plan().sticky().orElseThrow().key().reveal();
        assertThat(key).hasSize(64);
        assertThat(filesWith(key)).containsExactly(folder.resolve("proxy/state/proxy.json"));

        live = proxy.read();
        proxy.apply(live.plan().shifted(new PoolId("v2"), 1000), live.generation());
        assertThat(behind(started.control())
                        .slipway("run", "runbook.md", "-i", "version=v3")
                        .exit())
                .isZero();
        assertThat(proxy.read().plan().sticky()).isEmpty();
    }

    /** Somebody with a browser, by the cookie that the first answer gave. */
    private record Visitor(URI page, String first, String cookie) {
        static Visitor of(int port) throws Exception {
            URI page = URI.create("http://127.0.0.1:" + port + "/");
            HttpResponse<String> said = get(HttpRequest.newBuilder(page));
            return new Visitor(
                    page,
                    said.body(),
                    said.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0]);
        }

        private static HttpResponse<String> get(HttpRequest.Builder request) throws Exception {
            try (HttpClient client = HttpClient.newHttpClient()) {
                return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            }
        }

        Set<String> comesAgain(int times) throws Exception {
            Set<String> heard = new HashSet<>();
            for (int i = 0; i < times; i++) {
                heard.add(get(HttpRequest.newBuilder(page).header("Cookie", cookie))
                        .body());
            }
            return heard;
        }
    }

    private List<Path> filesWith(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    @Test
    void kept_processes_are_listed_and_those_without_requests_can_be_stopped() throws Exception {
        Said run = released("v1", "v2");
        assertThat(run.out()).contains("100 % of the requests to v2").contains("shop v1 (1) stays without requests");

        assertThat(typed.slipway("ps").out())
                .contains("shop     v1")
                .contains("kept warm for")
                .contains("running");

        Said busy = typed.slipway("ps", "--stop", "shop");
        assertThat(busy.exit()).isEqualTo(1);
        assertThat(busy.err()).isEqualTo("""
                slipway: shop v2 (1) gets 100 % of the requests of web
                   Nothing was stopped. Release another version first; or insist, and they fail: --force
                """);
        Said idle = typed.slipway("ps", "--stop", "shop/v1");
        assertThat(idle.err() + idle.out()).isEqualTo("shop v1 (1) has ended\n");
        assertThat(typed.slipway("ps").out()).doesNotContain("v1").contains("v2");
        Said again = typed.slipway("ps", "--stop", "shop/v1");
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err())
                .isEqualTo("slipway: 'shop/v1' has ended already\n   There are: shop, shop/v2, shop/v2/1."
                        + " Did you mean 'shop/v2'?\n");
        Said forced = typed.slipway("ps", "--stop", "shop/v2/1", "--force", "--json");
        assertThat(Json.read(forced.out()).json()).contains("\"version\":\"v2\"", "\"state\":\"stopped\"");
        assertThat(typed.slipway("ps").out())
                .isEqualTo("No process is kept running here. Those that were stopped: --all\n");
        assertThat(typed.slipway("ps", "--stop", "shop").err())
                .isEqualTo("slipway: 'shop' has ended already\n   No process is kept running here.\n");
    }

    @Test
    void nothing_is_stopped_while_its_front_cannot_be_asked() throws Exception {
        released("v1");
        EmbeddedFront gone = Objects.requireNonNull(front);
        gone.close();
        front = null;

        Said refused = typed.slipway("ps", "--stop", "shop");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("slipway: web does not say what gets its requests: no proxy ")
                .endsWith("\n   Nothing was stopped. Let it answer first; or insist: --force\n");
        assertThat(typed.slipway("ps").out()).contains("shop     v1");
        assertThat(typed.slipway("ps", "--stop", "shop", "--force").out()).isEqualTo("shop v1 (1) has ended\n");
    }

    @Test
    void a_front_is_found_behind_any_number_of_runs_without_one() throws Exception {
        released("v1");
        typed.runbook("""
                ---
                slipway: {version: 1, service: shop, procedures: {look: {run: [look]}}}
                ---

                ## Look

                ```bash
                true
                ```
                """);
        for (int run = 0; run < 60; run++) {
            assertThat(typed.slipway("run", "runbook.md").exit()).isZero();
        }

        Said busy = typed.slipway("ps", "--stop", "shop");

        assertThat(busy.err()).startsWith("slipway: shop v1 (1) gets 100 % of the requests of web\n");
    }

    @Test
    void what_has_lost_its_supervisor_can_be_stopped_too() throws Exception {
        released("v1");
        Processes processes = new LocalProcesses(folder.resolve(".slipway"), folder);
        long pid = processes.list().getFirst().pid().orElseThrow();
        ProcessHandle.of(pid).orElseThrow().parent().orElseThrow().destroyForcibly();
        Soon.holds(() -> assertThat(processes.list().getFirst().state()).isEqualTo(Processes.State.LOST));
        assertThat(typed.slipway("ps").out()).contains("lost: its supervisor is gone");
        assertThat(typed.slipway("ps", "--stop", "shop").err())
                .startsWith("slipway: shop v1 (1) gets 100 % of the requests of web\n");

        Said stopped = typed.slipway("ps", "--stop", "shop", "--force");

        assertThat(stopped.out()).isEqualTo("shop v1 (1) has ended\n");
        assertThat(typed.slipway("ps").out()).startsWith("No process is kept running here.");
    }
}
