package dev.slipway.actions.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ForReal;
import dev.slipway.engine.ForReal.Played;
import dev.slipway.engine.Recorded;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.places.local.LocalProcesses;
import dev.slipway.route.Endpoint;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.run.Event;
import dev.slipway.traffic.Load;
import dev.slipway.traffic.embedded.EmbeddedFront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be released is said in one sentence, and everything is as it was before. */
@Tag("real")
class RefusedReleaseTest {
    private static final String BACK = "; v1 has all requests again after TIME";

    @TempDir
    Path folder;

    /** A release that cannot be, and what is said of it; {@code N} stands for numbers of ports, {@code TIME} for times. */
    private record Refused(String version, String command, String how, String says) {}

    private static List<Refused> table(int taken) {
        String shop = String.join(" ", ShopServer.words());
        return List.of(
                new Refused(
                        "v1",
                        "exec " + shop,
                        "bake: 10m",
                        "v1 is live already behind web: there is nothing to release"),
                new Refused(
                        "v2",
                        "exec no-such-program",
                        "bake: 10m",
                        "shop v2 (1) ended with exit status 127 after TIME, before it was ready" + BACK),
                new Refused(
                        "v2",
                        "exec sleep 100",
                        "ready: {path: /health, within: 500ms}",
                        "shop v2 (1) was not ready within 500 ms: nothing listens at http://HERE/health (GET"
                                + " /health)" + BACK),
                new Refused(
                        "v2",
                        "exec " + shop,
                        "directory: nowhere",
                        "shop v2 (1) could not be started: there is no directory FOLDER/nowhere" + BACK),
                new Refused(
                        "v2",
                        "exec " + shop,
                        "smoke: [{get: /health, json: \"json.status == 'ok'\"}, {get: /, text: hello}]",
                        "the smoke test of v2 failed at GET /: 'hello' does not occur in the answer" + BACK),
                new Refused(
                        "v2",
                        "exec " + shop,
                        "strategy: in-place\nport: " + taken,
                        "shop v2 (1) could not be started: port N is in use already" + BACK));
    }

    @Test
    void a_release_that_cannot_be_leaves_everything_as_it_was() throws Exception {
        try (EmbeddedFront front = EmbeddedFront.start(Files.createDirectory(folder.resolve("proxy")))) {
            ForReal.FRONT.put(front.control().toString(), front.driver());
            Processes processes =
                    release(front, new Refused("v1", "exec " + String.join(" ", ShopServer.words()), "bake: 10m", ""));
            try {
                for (Refused refused : table(front.port())) {
                    List<String> kept = kept(processes);

                    release(front, refused);

                    assertThat(kept(processes)).as(refused.toString()).isEqualTo(kept);
                    assertThat(Load.Answer.to(front.port(), "GET", "/").body()).isEqualTo("shop v1\n");
                    RoutePlan plan = front.driver().read().plan();
                    assertThat(plan)
                            .isEqualTo(RoutePlan.only(
                                    new PoolId("v1"),
                                    List.of(Endpoint.local(
                                            processes.list().getFirst().port()))));
                }
                RoutePlan strange = RoutePlan.only(new PoolId("v0"), List.of(Endpoint.local(front.port())));
                front.driver().apply(strange, front.driver().read().generation());
                release(
                        front,
                        new Refused(
                                "v2",
                                "exec true",
                                "strategy: rolling\ninstances: 2",
                                "the processes of v0 are not Slipway's, which cannot end and start them: release by"
                                        + " blue-green first"));
                assertThat(front.driver().read().plan()).isEqualTo(strange);
            } finally {
                for (Seen seen : processes.list()) {
                    processes.stop(seen.name());
                }
                ForReal.FRONT.remove(front.control().toString());
            }
        }
    }

    private static List<String> kept(Processes processes) {
        return processes.list().stream()
                .filter(Seen::kept)
                .map(seen -> seen.name() + " " + seen.retiring())
                .toList();
    }

    private Processes release(EmbeddedFront front, Refused refused) throws Exception {
        Path directory = Files.createDirectories(folder.resolve("repo"));
        Files.writeString(directory.resolve("runbook.md"), """
                ---
                slipway:
                  version: 1
                  service: shop
                  traffic: {web: {embedded: '%s'}}
                  procedures: {release: {run: [steps]}}
                ---

                ## Steps

                ```yaml
                # Release
                deploy.process:
                  name: shop
                  version: %s
                  command: %s
                  env: {VERSION: %2$s}
                  traffic: web
                  grace: 1s
                %s
                ```
                """.formatted(
                        front.control(),
                        refused.version(),
                        refused.command(),
                        refused.how().indent(2).stripTrailing()));
        try (ForReal slipway = new ForReal(directory, folder.resolve("state"), Map.of(), "anna")) {
            Played played = slipway.play("release");
            String said = played.shown().events().stream()
                    .map(Recorded::event)
                    .filter(Event.StepFailed.class::isInstance)
                    .map(event -> ((Event.StepFailed) event).reason())
                    .reduce("", (_, next) -> next)
                    .replaceAll("after [0-9.]+ m?s", "after TIME")
                    .replaceAll("port \\d+", "port N")
                    .replaceAll("127.0.0.1:\\d+", "HERE")
                    .replace(directory.toString(), "FOLDER");
            assertThat(said).as(() -> String.join("\n", slipway.output())).isEqualTo(refused.says());
            return new LocalProcesses(slipway.state(), directory);
        }
    }
}
