package dev.slipway.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Appending;
import dev.slipway.hands.Journal.Granting;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.NewRun;
import dev.slipway.hands.Journal.RunRow;
import dev.slipway.hands.Journal.Takeover;
import dev.slipway.hands.Journal.Verification;
import dev.slipway.hands.JournalFailure;
import dev.slipway.journal.jdbc.CuttingProxy.Moment;
import dev.slipway.postgres.Databases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a real server, each test in a schema of its own. */
@Tag("real")
class PostgresJournalTest extends JdbcJournalContract {

    private final String schema = "slipway_test_" + UUID.randomUUID().toString().replace("-", "");
    private boolean made;

    private static URI address() {
        return URI.create(Databases.jdbc().substring("jdbc:".length()));
    }

    /** @param more further parameters, each beginning with an ampersand */
    private String url(int port, String more) {
        return "jdbc:postgresql://127.0.0.1:" + port + address().getPath() + "?"
                + address().getQuery() + "&sslmode=disable&gssEncMode=disable&currentSchema=" + schema
                + "&ApplicationName=" + schema + more;
    }

    private String url() {
        return url(address().getPort(), "");
    }

    @Override
    protected synchronized Journal open() {
        if (!made) {
            administer("create schema " + schema);
            made = true;
        }
        return JdbcJournal.postgres(url(), clock);
    }

    @AfterEach
    void drop_the_schema() {
        administer("drop schema if exists " + schema + " cascade");
    }

    private static void administer(String sql) {
        try (Connection connection = DriverManager.getConnection(Databases.jdbc());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    @Override
    protected String name() {
        return "PostgreSQL at 127.0.0.1:" + address().getPort() + address().getPath();
    }

    private void endConnections() {
        administer("select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = '" + schema
                + "'");
    }

    @Test
    void a_connection_that_was_ended_between_two_calls_is_not_noticed() {
        Lease lease = opened(RUN, "one");
        for (int seq = 1; seq < 20; seq++) {
            endConnections();
            assertThat(journal.append(lease, seq, List.of("entry " + seq), List.of()))
                    .isEqualTo(new Appending.Appended(seq + 1));
        }
        endConnections();
        assertThat(texts(RUN)).hasSize(20);
        assertThat(journal.verify(RUN)).isInstanceOf(Verification.Sound.class);
    }

    private CuttingProxy proxy() throws IOException {
        return new CuttingProxy(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), address().getPort()));
    }

    @ParameterizedTest
    @EnumSource(value = Moment.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
    void a_line_that_is_cut_around_a_commit_loses_and_doubles_nothing(Moment moment) throws Exception {
        try (CuttingProxy proxy = proxy();
                Journal cut = JdbcJournal.postgres(url(proxy.port(), ""), clock)) {
            proxy.cut(moment, () -> {});
            Lease first = granted(cut.open(new NewRun(RUN, "{}", Optional.of("x"), List.of("one")), ANNA));

            proxy.cut(moment, () -> {});
            assertThat(cut.append(first, 1, List.of("two", "three"), List.of())).isEqualTo(new Appending.Appended(3));

            proxy.cut(moment, () -> {});
            long ask = cut.ask(RUN, "pause").orElseThrow();

            proxy.cut(moment, () -> {});
            Lease second = granted(cut.lease(RUN, BEN, new Takeover.From(first)));

            proxy.cut(moment, () -> {});
            assertThat(cut.renew(second)).isTrue();

            assertThat(cut.asks(RUN)).containsExactly(new Journal.Ask(ask, "pause"));
            proxy.cut(moment, () -> {});
            assertThat(cut.close(second, 3, List.of("ended"))).isEqualTo(new Appending.Appended(4));
            assertThat(proxy.cuts()).isEqualTo(6);
        }
        assertThat(texts(RUN)).containsExactly("one", "two", "three", "ended");
        assertThat(journal.run(RUN).flatMap(RunRow::ended)).isPresent();
        assertThat(journal.verify(RUN)).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void an_append_whose_answer_was_lost_is_known_to_be_written_even_after_a_takeover() throws Exception {
        try (CuttingProxy proxy = proxy();
                Journal cut = JdbcJournal.postgres(url(proxy.port(), ""), clock)) {
            Lease lease = opened(RUN, "one");
            proxy.cut(Moment.AFTER_COMMIT, () -> {
                Lease next = granted(journal.lease(RUN, BEN, new Takeover.From(lease)));
                journal.append(next, 2, List.of("three"), List.of());
            });

            assertThat(cut.append(lease, 1, List.of("two"), List.of())).isEqualTo(new Appending.Appended(2));
            assertThat(cut.append(lease, 2, List.of("x"), List.of())).isEqualTo(new Appending.LeaseLost());
        }
        assertThat(texts(RUN)).containsExactly("one", "two", "three");
    }

    @Test
    void an_append_that_never_arrived_is_not_made_after_a_takeover() throws Exception {
        try (CuttingProxy proxy = proxy();
                Journal cut = JdbcJournal.postgres(url(proxy.port(), "&socketTimeout=2"), clock)) {
            Lease lease = opened(RUN, "one");
            cut.append(lease, 1, List.of("two"), List.of());
            Lease next = granted(journal.lease(RUN, BEN, new Takeover.From(lease)));
            proxy.cut(Moment.BEFORE_COMMIT, () -> {});

            assertThat(cut.append(lease, 2, List.of("x"), List.of())).isEqualTo(new Appending.LeaseLost());
            assertThat(journal.append(next, 2, List.of("three"), List.of())).isEqualTo(new Appending.Appended(3));
        }
        assertThat(texts(RUN)).containsExactly("one", "two", "three");
    }

    @Test
    void a_wait_for_a_server_that_went_away_ends_with_an_interrupt() throws Exception {
        Lease lease = opened(RUN, "one");
        try (CuttingProxy proxy = proxy();
                Journal cut = JdbcJournal.postgres(url(proxy.port(), ""), clock)) {
            String port = String.valueOf(proxy.port());
            proxy.goAway();

            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> cut.append(lease, 1, List.of("two"), List.of()))
                    .isInstanceOf(JournalFailure.class)
                    .hasMessage("PostgreSQL at 127.0.0.1:" + port + address().getPath()
                            + " cannot be reached (Connection to"
                            + " 127.0.0.1:" + port
                            + " refused. Check that the hostname and port are correct and that the"
                            + " postmaster is accepting TCP/IP connections.): start it or repair the way to it, then run"
                            + " the command again");
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(texts(RUN)).containsExactly("one");
    }

    @Test
    void a_server_that_is_not_there_is_said_without_the_password() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> JdbcJournal.postgres(
                        "jdbc:postgresql://127.0.0.1:" + free + "/slipway?user=anna&password=geheim", clock))
                .isInstanceOf(JournalFailure.class)
                .hasMessageStartingWith("PostgreSQL at 127.0.0.1:" + free + "/slipway cannot be reached (")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void a_url_that_is_none_is_not_repeated() {
        assertThatThrownBy(() -> JdbcJournal.postgres("postgres://anna:geheim@db/slipway", clock))
                .hasMessage(
                        "the journal's URL is not one of PostgreSQL: write jdbc:postgresql://HOST/DATABASE?user=NAME");
        assertThatThrownBy(() -> JdbcJournal.postgres("jdbc:postgresql://db:port/slipway?password=geheim", clock))
                .isInstanceOf(JournalFailure.class)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void a_database_that_is_not_there_is_said() {
        String url = url().replace(address().getPath() + "?", "/no_such_database?");
        assertThatThrownBy(() -> JdbcJournal.postgres(url, clock))
                .hasMessage("there is no such database: PostgreSQL at 127.0.0.1:"
                        + address().getPort() + "/no_such_database: create it, then run the command again");
    }

    @Test
    void a_standby_is_said() {
        Lease lease = opened(RUN, "one");
        try (Journal standby = JdbcJournal.postgres(
                url(address().getPort(), "&options=-c%20default_transaction_read_only=on"), clock)) {
            assertThat(standby.read(RUN, 0, 10)).hasSize(1);
            assertThatThrownBy(() -> standby.append(lease, 1, List.of("two"), List.of()))
                    .hasMessage(name() + " can only be read, as a standby can: name the primary in the journal's URL");
        }
    }

    @Test
    void what_is_committed_is_on_the_disk_although_the_database_asks_for_less() throws SQLException {
        String lax = url(address().getPort(), "&options=-c%20synchronous_commit=off");
        try (Connection connection = new Postgres(lax).connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("show synchronous_commit")) {
            found.next();
            assertThat(found.getString(1)).isEqualTo("on");
        }
    }

    @Test
    void a_lost_connection_grants_a_released_lease_once() throws Exception {
        Lease lease = opened(RUN);
        journal.release(lease);
        try (CuttingProxy proxy = proxy();
                Journal cut = JdbcJournal.postgres(url(proxy.port(), ""), clock)) {
            proxy.cut(Moment.AFTER_COMMIT, () -> {});
            assertThat(cut.lease(RUN, BEN, new Takeover.Never()))
                    .isEqualTo(new Granting.Granted(new Lease(RUN, 2, BEN)));
        }
    }
}
