package dev.slipway.places.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.deploy.ShopServer;
import dev.slipway.base.Secret;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Name;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.Processes.Starting;
import dev.slipway.hands.Processes.State;
import dev.slipway.hands.Processes.Wanted;
import dev.slipway.hands.Soon;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProcessesTest {
    private static final Name SHOP = new Name("shop", "v1", 1);

    @TempDir
    Path folder;

    private LocalProcesses processes;

    @BeforeEach
    void open() {
        processes = new LocalProcesses(folder, folder);
    }

    @AfterEach
    void nothing_is_left() throws InterruptedException {
        for (Seen seen : processes.list()) {
            processes.stop(seen.name());
        }
    }

    private static Wanted wanted(String text) {
        return wanted(SHOP, text, 0);
    }

    private static Wanted wanted(Name name, String text, int port) {
        return new Wanted(
                name,
                List.of("bash", "-c", text),
                Optional.empty(),
                Map.of("GREETING", "hello"),
                port,
                Duration.ofSeconds(2),
                new Processes.Origin("r1/deploy", "staging"));
    }

    private Seen start(Wanted wanted, Secret... secrets) throws InterruptedException {
        return switch (processes.start(wanted, List.of(secrets))) {
            case Starting.Running(Seen seen) -> seen;
            case Starting.Refused(String why) -> throw new AssertionError(why);
        };
    }

    private Seen seen() {
        return processes.find(SHOP).orElseThrow();
    }

    private void awaitLine(String line) {
        Soon.holds(() -> assertThat(processes.tail(SHOP, 50)).contains(line));
    }

    @Test
    void a_process_runs_with_its_variables_and_a_port_of_its_own() throws Exception {
        Seen started =
                start(wanted("echo \"$GREETING on $PORT with $KEY\"; exec sleep 600"), new Secret("KEY", "s3cret"));

        awaitLine("hello on " + started.port() + " with s3cret");
        Soon.holds(() -> assertThat(seen().pid()).isPresent());
        assertThat(seen().state()).isEqualTo(State.RUNNING);
        assertThat(seen().restarts()).isZero();
        assertThat(seen().origin()).isEqualTo(new Processes.Origin("r1/deploy", "staging"));
    }

    @Test
    void no_secret_is_written_anywhere() throws Exception {
        start(wanted("echo ready; exec sleep 600"), new Secret("KEY", "s3cret-value"));

        awaitLine("ready");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("s3cret-value");
            }
        }
    }

    @Test
    void starting_what_runs_finds_it() throws Exception {
        start(wanted("echo begun; exec sleep 600"));
        awaitLine("begun");
        Seen first = seen();

        Seen again = start(wanted("echo begun; exec sleep 600"));

        assertThat(again.pid()).isEqualTo(first.pid());
        assertThat(processes.tail(SHOP, 50)).containsExactly("begun");
    }

    @Test
    void a_second_slipway_finds_what_a_first_has_started() throws Exception {
        start(wanted("exec sleep 600"));
        Soon.holds(() -> assertThat(seen().pid()).isPresent());
        Processes second = new LocalProcesses(folder, folder);

        assertThat(second.list()).isEqualTo(processes.list());
    }

    @Test
    void one_that_dies_is_started_again_after_a_second_and_keeps_its_port_and_secrets() throws Exception {
        Seen started = start(
                wanted("echo \"$PORT $KEY\"; [ -e again ] && exec sleep 600; touch again; exit 3"),
                new Secret("KEY", "k"));

        Soon.holds(() -> {
            assertThat(seen().state()).isEqualTo(State.WAITING);
            assertThat(seen().last()).contains(3);
        });
        Soon.holds(() -> assertThat(seen().state()).isEqualTo(State.RUNNING));
        String line = started.port() + " k";
        Soon.holds(() -> assertThat(processes.tail(SHOP, 50)).containsExactly(line, line));
        assertThat(seen().restarts()).isEqualTo(1);
    }

    @Test
    void stopping_lets_it_end_by_itself() throws Exception {
        start(wanted("trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done"));
        awaitLine("up");

        processes.stop(SHOP);

        assertThat(processes.tail(SHOP, 50)).contains("up", "bye");
        assertThat(seen().state()).isEqualTo(State.STOPPED);
        assertThat(seen().last()).contains(0);
    }

    @Test
    void stopping_kills_the_whole_group_when_its_time_is_over() throws Exception {
        start(wanted("trap '' TERM; sleep 600 & echo $!; wait; sleep 600"));
        Soon.holds(() -> assertThat(processes.tail(SHOP, 1)).isNotEmpty());
        long inner = Long.parseLong(processes.tail(SHOP, 1).getFirst());

        processes.stop(SHOP);

        assertThat(inner).isPositive();
        assertThat(Proc.marked(ProcessFolder.of(folder, SHOP).mark())).isEmpty();
        assertThat(seen().state()).isEqualTo(State.STOPPED);
    }

    @Test
    void a_port_that_is_in_use_is_refused() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Starting starting = processes.start(wanted(SHOP, "true", other.getLocalPort()), List.of());

            assertThat(starting).isEqualTo(new Starting.Refused("port " + other.getLocalPort() + " is in use already"));
            assertThat(processes.list()).isEmpty();
        }
    }

    @Test
    void one_that_was_stopped_starts_again_from_its_description() throws Exception {
        start(wanted("echo \"$GREETING $KEY\"; exec sleep 600"), new Secret("KEY", "one"));
        awaitLine("hello one");
        processes.stop(SHOP);

        processes.again(SHOP, List.of(new Secret("KEY", "two")));

        awaitLine("hello two");
        assertThat(processes.again(new Name("shop", "v0", 1), List.of()))
                .isEqualTo(new Starting.Refused("nothing is known of shop v0 (1) any more"));
    }

    @Test
    void one_that_starts_again_gets_its_port_or_another_where_that_is_taken() throws Exception {
        int port = start(wanted("exec sleep 600")).port();
        processes.stop(SHOP);

        assertThat(again()).isEqualTo(port);
        processes.stop(SHOP);
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again()).isNotEqualTo(port).isPositive();
        }
    }

    @Test
    void one_that_starts_again_at_a_port_that_was_asked_for_gets_no_other() throws Exception {
        int port;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = other.getLocalPort();
        }
        assertThat(start(wanted(SHOP, "exec sleep 600", port)).port()).isEqualTo(port);
        processes.stop(SHOP);
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(processes.again(SHOP, List.of()))
                    .isEqualTo(new Starting.Refused("port " + port + " is in use already"));
        }
    }

    private int again() throws InterruptedException {
        return switch (processes.again(SHOP, List.of())) {
            case Starting.Running(Seen seen) -> seen.port();
            case Starting.Refused(String why) -> throw new AssertionError(why);
        };
    }

    @Test
    void one_that_retires_stops_itself_when_the_time_has_come() throws Exception {
        start(wanted("echo up; exec sleep 600"));
        awaitLine("up");

        processes.retire(SHOP, Instant.now());

        Soon.holds(() -> assertThat(seen().state()).isEqualTo(State.STOPPED));
        assertThat(processes.recall(SHOP)).isFalse();
    }

    @Test
    void one_that_is_called_back_does_not_retire() throws Exception {
        start(wanted("echo up; exec sleep 600"));
        awaitLine("up");
        processes.retire(SHOP, Instant.now().plusSeconds(600));
        assertThat(seen().retiring()).isPresent();

        assertThat(processes.recall(SHOP)).isTrue();

        assertThat(seen().retiring()).isEmpty();
        assertThat(seen().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void nobody_retires_while_somebody_is_connected() throws Exception {
        Seen started = start(new Wanted(
                SHOP,
                ShopServer.words(),
                Optional.empty(),
                Map.of(),
                0,
                Duration.ofSeconds(2),
                new Processes.Origin("r1/deploy", "")));
        awaitLine("listening");
        try (Socket visitor = new Socket(InetAddress.getLoopbackAddress(), started.port())) {
            assertThat(visitor.isConnected()).isTrue();
            Soon.holds(() -> assertThat(processes.connections(SHOP)).isEqualTo(1));
            processes.retire(SHOP, Instant.now());
            Soon.goesOn(
                    Duration.ofMillis(1500), () -> assertThat(seen().state()).isEqualTo(State.RUNNING));
        }
    }

    @Test
    void a_supervisor_that_was_killed_is_told_and_its_process_does_not_run_beside_the_next() throws Exception {
        start(wanted("echo up; exec sleep 600"));
        awaitLine("up");
        Soon.holds(() -> assertThat(seen().pid()).isPresent());
        long orphan = seen().pid().orElseThrow();
        long supervisor =
                ProcessHandle.of(orphan).orElseThrow().parent().orElseThrow().pid();
        Proc.signalEach(List.of(supervisor), dev.slipway.hands.Place.Signal.KILL);
        Soon.holds(() -> assertThat(seen().state()).isEqualTo(State.LOST));

        start(wanted("echo again; exec sleep 600"));

        awaitLine("again");
        assertThat(Proc.marked(ProcessFolder.of(folder, SHOP).mark())).doesNotContain(orphan);
    }

    @Test
    void one_that_is_lost_is_stopped_like_any_other() throws Exception {
        start(wanted("echo up; exec sleep 600"));
        awaitLine("up");
        Soon.holds(() -> assertThat(seen().pid()).isPresent());
        long orphan = seen().pid().orElseThrow();
        Proc.signalEach(
                List.of(ProcessHandle.of(orphan)
                        .orElseThrow()
                        .parent()
                        .orElseThrow()
                        .pid()),
                dev.slipway.hands.Place.Signal.KILL);
        Soon.holds(() -> assertThat(seen().state()).isEqualTo(State.LOST));

        processes.stop(SHOP);

        assertThat(seen().state()).isEqualTo(State.STOPPED);
        assertThat(Proc.marked(ProcessFolder.of(folder, SHOP).mark())).isEmpty();
        assertThat(processes.again(SHOP, List.of())).isInstanceOf(Starting.Running.class);
    }

    @Test
    void of_one_that_is_forgotten_nothing_is_left() throws Exception {
        start(wanted("echo up; exec sleep 600"));
        start(wanted(new Name("shop", "v2", 1), "exec sleep 600", 0));
        awaitLine("up");

        processes.forget(SHOP);
        processes.forget(SHOP);

        assertThat(Proc.marked(ProcessFolder.of(folder, SHOP).mark())).isEmpty();
        assertThat(processes.find(SHOP)).isEmpty();
        assertThat(processes.list()).extracting(seen -> seen.name().version()).containsExactly("v2");
        assertThat(folder.resolve("processes/shop/v1")).doesNotExist();
        processes.forget(new Name("shop", "v2", 1));
        assertThat(folder.resolve("processes/shop")).doesNotExist();
    }

    @Test
    void a_supervisor_whose_folder_was_deleted_ends_when_it_is_told_to() throws Exception {
        start(wanted("echo up; exec sleep 600"));
        awaitLine("up");
        Soon.holds(() -> assertThat(seen().pid()).isPresent());
        long supervisor = ProcessHandle.of(seen().pid().orElseThrow())
                .flatMap(ProcessHandle::parent)
                .orElseThrow()
                .pid();
        String mark = ProcessFolder.of(folder, SHOP).mark();
        ProcessFolder.of(folder, SHOP).delete();

        Proc.signalEach(List.of(supervisor), dev.slipway.hands.Place.Signal.TERM);

        Soon.holds(() -> assertThat(Proc.marked(mark)).isEmpty());
    }

    @Test
    void a_start_that_was_announced_and_never_came_cannot_come_any_more() throws Exception {
        start(wanted("exec sleep 600"));
        processes.stop(SHOP);
        ProcessFolder files = ProcessFolder.of(folder, SHOP);
        files.write("start", "2\n");

        start(wanted("exec sleep 600"));

        assertThat(files.claim(2)).isEqualTo(new Claim.Never());
        assertThat(files.start()).isEqualTo(3);
    }

    @Test
    void files_are_for_their_owner_alone() throws IOException, InterruptedException {
        start(wanted("exec sleep 600"));

        Path described = ProcessFolder.of(folder, SHOP).file("described.json");
        assertThat(Files.getPosixFilePermissions(described)).hasSize(2);
    }
}
