package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Secret;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.Network;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import dev.slipway.route.Sticky;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    private static final PoolId BLUE = new PoolId("blue");
    private static final RoutePlan PLAN = new RoutePlan(
            List.of(
                    new Share(BLUE, List.of(Endpoint.local(8081), new Endpoint("::1", 8082)), 1000),
                    new Share(new PoolId("green"), List.of(new Endpoint("green.internal", 80)), 0)),
            new Mode.Maintenance(
                    503, "<h1>Bald zur\u00fcck</h1>\n", Duration.ofSeconds(90), List.of(Network.of("10.0.0.0/8"))),
            List.of(new Pin(Pin.Kind.COOKIE, "staff", "yes", BLUE)),
            Optional.of(new Sticky("version", new Secret("key", "0123456789abcdef"))));

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("proxy.json");
    }

    @Test
    void what_is_written_is_read() throws Exception {
        StateFile state = new StateFile(folder.resolve("made").resolve("here"));
        assertThat(state.read()).isEmpty();
        state.write(PLAN, 7);
        StateFile.Kept kept = state.read().orElseThrow();
        assertThat(kept.generation()).isEqualTo(7);
        assertThat(kept.plan().shares()).isEqualTo(PLAN.shares());
        assertThat(kept.plan().mode()).isEqualTo(PLAN.mode());
        assertThat(kept.plan().pins()).isEqualTo(PLAN.pins());
        assertThat(kept.plan().sticky().orElseThrow().key().reveal()).isEqualTo("0123456789abcdef");
    }

    @Test
    void nobody_else_can_read_it_and_nothing_is_left_beside_it() throws Exception {
        Files.writeString(folder.resolve("proxy.json.new"), "left by a kill");
        new StateFile(folder).write(PLAN, 1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactly(file());
        }
    }

    @Test
    void a_file_that_is_cut_off_anywhere_is_refused() throws Exception {
        StateFile state = new StateFile(folder);
        state.write(PLAN, 7);
        byte[] whole = Files.readAllBytes(file());
        // Without the line's end it is whole.
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThatThrownBy(state::read)
                    .isInstanceOf(ProxyFailure.class)
                    .hasMessageStartingWith("the state file " + file() + " is damaged (")
                    .hasMessageEndingWith("): move it away to begin without a route plan")
                    .hasMessageNotContaining("0123456789");
        }
    }

    @Test
    void what_is_damaged_is_not_quoted() throws Exception {
        StateFile state = new StateFile(folder);
        state.write(PLAN, 7);
        Files.writeString(file(), Files.readString(file()).replace("\"0123456789", "a0123456789"));
        assertThatThrownBy(state::read)
                .isInstanceOf(ProxyFailure.class)
                .hasMessage("the state file " + file()
                        + " is damaged (it is not JSON): move it away to begin without a route plan");
    }

    @Test
    void a_file_with_one_wrong_byte_is_refused_or_means_the_same() throws Exception {
        StateFile state = new StateFile(folder);
        state.write(PLAN, 7);
        byte[] whole = Files.readAllBytes(file());
        for (int at = 0; at < whole.length - 1; at++) {
            byte[] wrong = whole.clone();
            wrong[at] ^= 1;
            Files.write(file(), wrong);
            try {
                StateFile.Kept kept = state.read().orElseThrow();
                assertThat(kept.plan().shares()).isEqualTo(PLAN.shares());
                assertThat(kept.generation()).isEqualTo(7);
            } catch (ProxyFailure refused) {
                assertThat(refused).hasMessageStartingWith("the state file " + file() + " ");
            }
        }
    }
}
