package dev.slipway.actions.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.actions.deploy.LoopbackFront;
import dev.slipway.base.Data;
import dev.slipway.hands.FakeSite;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Parameters;
import dev.slipway.places.local.LocalProcesses;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.run.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficActionsTest {
    private static final PoolId V1 = new PoolId("v1");
    private static final PoolId V2 = new PoolId("v2");

    @TempDir
    Path folder;

    private LoopbackFront front;

    @BeforeEach
    void open() {
        front = new LoopbackFront();
        put(RoutePlan.only(V1, List.of(Endpoint.local(20_001))).with(V2, List.of(Endpoint.local(20_002))));
    }

    @AfterEach
    void close() {
        front.close();
    }

    private void put(RoutePlan plan) {
        front.apply(plan, front.read().generation());
    }

    private FakeSite site() {
        return new FakeSite()
                .with(new Site.Front("web", front, Optional.empty()))
                .with(new LocalProcesses(folder, folder));
    }

    private static <P extends Record> P bind(Parameters<P> parameters, String... words) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("traffic", Data.of("web"));
        for (String word : words) {
            all.put(word.substring(0, word.indexOf('=')), Data.of(word.substring(word.indexOf('=') + 1)));
        }
        return parameters.bind(new Data.Mapping(all));
    }

    private List<Integer> shares() {
        return front.read().plan().shares().stream()
                .map(share -> share.permille())
                .toList();
    }

    @Test
    void a_shift_gives_a_share_and_its_undo_the_shares_of_before() throws Exception {
        put(front.read().plan().shifted(V2, 100));
        TrafficShift shift = new TrafficShift();
        TrafficShift.Shift half = bind(shift.parameters(), "to=v2", "share=50%");
        FakeSite site = site();

        assertThat(shift.perform(half, site)).isEqualTo(new Outcome.Succeeded("50 % of web to v2", Map.of()));
        assertThat(shares()).containsExactly(500, 500);
        assertThat(shift.perform(half, site)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(shift.undo(half, site)).isEqualTo(new Outcome.Succeeded("the shares of before", Map.of()));
        assertThat(shares()).containsExactly(900, 100);
        assertThat(shift.undo(half, site())).isEqualTo(new Outcome.Succeeded("it had not begun", Map.of()));
    }

    @Test
    void a_shift_to_a_stranger_is_refused_with_the_nearest_version() throws Exception {
        TrafficShift shift = new TrafficShift();

        assertThat(shift.perform(bind(shift.parameters(), "to=v22"), site()))
                .isEqualTo(new Outcome.Failed("v22 is not behind web. Its versions: v1, v2. Did you mean 'v2'?"));
        assertThatThrownBy(() -> bind(shift.parameters(), "to=v2", "share=101%"))
                .hasMessage("'101%' is not a share: write it as 25% or 0.5%");
    }

    @Test
    void a_hold_is_held_and_ends_at_the_latest_with_its_undo() throws Exception {
        TrafficHold hold = new TrafficHold();
        FakeSite site = site();

        hold.perform(bind(hold.parameters()), site);
        assertThat(front.read().plan().mode()).isEqualTo(new Mode.Hold(Duration.ofMinutes(1), 1000));
        assertThat(hold.perform(bind(hold.parameters()), site)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(hold.undo(bind(hold.parameters()), site)).isEqualTo(new Outcome.Succeeded("web serves", Map.of()));
        assertThat(front.read().plan().mode()).isEqualTo(new Mode.Serve());
        assertThat(hold.held()).isTrue();
        assertThat(TrafficServe.resume().releases()).contains("traffic.hold");
    }

    @Test
    void maintenance_is_held_and_opened() throws Exception {
        TrafficMaintenance maintenance = new TrafficMaintenance();
        TrafficServe open = TrafficServe.open();

        maintenance.perform(bind(maintenance.parameters(), "page=soon", "retry-after=5m"), site());
        assertThat(front.read().plan().mode())
                .isEqualTo(new Mode.Maintenance(503, "soon", Duration.ofMinutes(5), List.of()));
        assertThat(open.perform(bind(open.parameters()), site()))
                .isEqualTo(new Outcome.Succeeded("web serves", Map.of()));
        assertThat(shares()).containsExactly(1000, 0);
        assertThat(maintenance.held()).isTrue();
        assertThat(open.releases()).contains("traffic.maintenance");
    }

    @Test
    void somebody_elses_maintenance_is_not_taken_over() throws Exception {
        put(front.read().plan().in(new Mode.Maintenance(503, "theirs", Duration.ZERO, List.of())));
        TrafficHold hold = new TrafficHold();
        FakeSite site = site();

        assertThat(hold.perform(bind(hold.parameters()), site))
                .isEqualTo(new Outcome.Failed(
                        "web does not serve now: it is in maintenance already, or has no version yet"));
        assertThat(hold.undo(bind(hold.parameters()), site))
                .isEqualTo(new Outcome.Succeeded("it had not begun", Map.of()));
        assertThat(front.read().plan().mode()).isInstanceOf(Mode.Maintenance.class);
    }

    @Test
    void a_front_without_a_version_cannot_be_opened() throws Exception {
        put(RoutePlan.EMPTY);
        TrafficServe open = TrafficServe.open();

        assertThat(open.perform(bind(open.parameters()), site()))
                .isEqualTo(new Outcome.Failed("web has no version that could serve: release one first"));
    }
}
