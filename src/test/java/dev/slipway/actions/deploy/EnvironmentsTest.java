package dev.slipway.actions.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.hands.FakeSite;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.Site;
import dev.slipway.route.RoutePlan;
import dev.slipway.run.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two environments of one machine and one state folder: a version of one never serves visitors of the other. */
@Tag("real")
class EnvironmentsTest {
    private final LoopbackFront staging = new LoopbackFront();
    private final LoopbackFront production = new LoopbackFront();
    private final ServersInMemory servers = new ServersInMemory(staging);

    @AfterEach
    void close() {
        servers.close();
        staging.close();
        production.close();
    }

    private Outcome release(String version, String environment, LoopbackFront front) throws InterruptedException {
        Version wanted = new DeployProcess()
                .parameters()
                .bind(new Data.Mapping(Map.of(
                        "name", Data.of("shop"),
                        "version", Data.of(version),
                        "command", Data.of("serve"),
                        "traffic", Data.of("web"))));
        FakeSite site = new FakeSite()
                .with(new Site.Front("web", front, Optional.empty()))
                .with(servers)
                .withRoot("environment", Data.of(environment));
        return new DeployProcess().perform(wanted, site);
    }

    @Test
    void a_process_that_another_environment_has_started_is_not_taken_for_ones_own() throws Exception {
        assertThat(release("v1", "staging", staging)).isInstanceOf(Outcome.Succeeded.class);
        List<Seen> before = servers.list();

        assertThat(release("v1", "production", production))
                .isEqualTo(new Outcome.Failed("shop v1 (1) runs for the environment staging, with its variables: two"
                        + " environments that share a state folder need two names, such as name: shop-production"));

        assertThat(production.read().plan()).isEqualTo(RoutePlan.EMPTY);
        assertThat(servers.list()).isEqualTo(before);
    }

    @Test
    void an_environment_that_has_got_another_name_goes_on_behind_the_same_front() throws Exception {
        assertThat(release("v1", "default", staging)).isInstanceOf(Outcome.Succeeded.class);

        assertThat(release("v2", "production", staging)).isInstanceOf(Outcome.Succeeded.class);
    }
}
