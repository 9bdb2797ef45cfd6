package dev.slipway.actions.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.hands.FakeSite;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Name;
import dev.slipway.hands.Processes.State;
import dev.slipway.hands.Site;
import dev.slipway.route.Endpoint;
import dev.slipway.run.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeftoversTest {

    private static Instance seen(String version, int since, State state) {
        return new Instance(
                new Name("shop", version, 1),
                Optional.of(Endpoint.local(20_000)),
                state,
                Instant.ofEpochSecond(since),
                0,
                Optional.empty(),
                Optional.empty(),
                new Processes.Origin("run/step", ""));
    }

    @Test
    void three_versions_are_kept_besides_those_that_are_needed() {
        List<Instance> all = List.of(
                seen("v0", 0, State.LOST),
                seen("v1", 1, State.STOPPED),
                seen("v10", 10, State.RUNNING),
                seen("v2", 2, State.STOPPED),
                seen("v3", 3, State.STOPPED),
                seen("v4", 4, State.LOST),
                seen("v5", 5, State.STOPPED),
                seen("v9", 9, State.STOPPED));

        Leftovers leftovers = Leftovers.of(all, Set.of("v10", "v9"), 3);

        assertThat(leftovers.lost()).containsExactlyInAnyOrder(new Name("shop", "v0", 1), new Name("shop", "v4", 1));
        assertThat(leftovers.old()).containsExactlyInAnyOrder(new Name("shop", "v1", 1), new Name("shop", "v2", 1));
    }

    @Test
    void what_runs_is_no_leftover() {
        Leftovers leftovers = Leftovers.of(
                List.of(
                        seen("v1", 1, State.RUNNING),
                        seen("v2", 2, State.WAITING),
                        seen("v3", 3, State.RUNNING),
                        seen("v4", 4, State.RUNNING),
                        seen("v5", 5, State.RUNNING)),
                Set.of(),
                3);

        assertThat(leftovers).isEqualTo(new Leftovers(List.of(), List.of()));
    }

    @Test
    void releases_forget_versions_of_long_ago() throws InterruptedException {
        try (LoopbackFront front = new LoopbackFront();
                ServersInMemory servers = new ServersInMemory(front)) {
            for (int number = 1; number <= 7; number++) {
                FakeSite site = new FakeSite()
                        .with(new Site.Front("web", front, Optional.empty()))
                        .with(servers);
                assertThat(new DeployProcess().perform(version("v" + number), site))
                        .as(site.said().toString())
                        .isInstanceOf(Outcome.Succeeded.class);
            }

            assertThat(servers.list())
                    .extracting(seen -> seen.name().version())
                    .containsExactly("v3", "v4", "v5", "v6", "v7");
        }
    }

    private static Version version(String version) {
        return new DeployProcess()
                .parameters()
                .bind(new Data.Mapping(Map.of(
                        "name", Data.of("shop"),
                        "version", Data.of(version),
                        "command", Data.of("serve"),
                        "traffic", Data.of("web"),
                        "bake", Data.of("0s"))));
    }
}
