package dev.slipway.actions.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.hands.FakeSite;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.run.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTlsTest {
    @TempDir
    static Path made;

    static Certificates certificates;
    private final CheckTls action = new CheckTls();

    @BeforeAll
    static void make() throws Exception {
        certificates = Certificates.in(made);
    }

    @Test
    void a_server_with_a_whole_chain_of_a_named_authority_is_well() throws Exception {
        try (TlsDouble server = certificates.serve("good", "between")) {
            Outcome outcome = action.perform(of(server.port(), "shop.test", "30d"), site());

            assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
            Outcome.Succeeded good = (Outcome.Succeeded) outcome;
            assertThat(good.summary()).matches("89 days, until \\d{4}-\\d\\d-\\d\\d");
            assertThat(good.outputs().get("days")).isEqualTo(Data.of(89));
        }
    }

    @Test
    void the_machine_itself_trusts_only_whom_it_knows() throws Exception {
        try (TlsDouble server = certificates.serve("good", "between")) {
            CheckTls.Wanted untold = new CheckTls.Wanted(
                    Optional.of("127.0.0.1"),
                    Optional.empty(),
                    server.port(),
                    Optional.of("shop.test"),
                    Duration.ofDays(1),
                    Optional.empty(),
                    Duration.ofSeconds(5));

            assertThat(action.perform(untold, site()))
                    .isEqualTo(new Outcome.Failed("the chain of 127.0.0.1:" + server.port()
                            + " ends at 'CN=Between', and its signer 'CN=Root' is neither sent along nor trusted: add the"
                            + " certificates between, or 'ca'"));
        }
    }

    @Test
    void a_chain_with_a_hole_is_refused() throws Exception {
        try (TlsDouble server = certificates.serve("good")) {
            assertThat(action.perform(of(server.port(), "shop.test", "30d"), site()))
                    .isEqualTo(new Outcome.Failed("the chain of 127.0.0.1:" + server.port()
                            + " ends at 'CN=good', and its signer 'CN=Between' is neither sent along nor trusted: add the"
                            + " certificates between, or 'ca'"));
        }
    }

    @Test
    void too_few_days_fail() throws Exception {
        try (TlsDouble server = certificates.serve("good", "between")) {
            Outcome outcome = action.perform(of(server.port(), "shop.test", "120d"), site());

            assertThat(((Outcome.Failed) outcome).reason())
                    .matches(
                            "the certificate of 127.0.0.1:\\d+ ends on [0-9-]{10}, in 89 days, where 120 days are wanted");
        }
    }

    @Test
    void a_certificate_that_has_ended_is_told_by_its_day() throws Exception {
        try (TlsDouble server = certificates.serve("ended", "between")) {
            Outcome outcome = action.perform(of(server.port(), "shop.test", "1d"), site());

            assertThat(((Outcome.Failed) outcome).reason())
                    .matches("the certificate of 127.0.0.1:\\d+ has ended on [0-9-]{10}");
        }
    }

    @Test
    void another_name_is_refused_with_those_it_has() throws Exception {
        try (TlsDouble server = certificates.serve("good", "between")) {
            assertThat(action.perform(of(server.port(), "other.test", "1d"), site()))
                    .isEqualTo(new Outcome.Failed("the certificate of 127.0.0.1:" + server.port()
                            + " is not for other.test, but for shop.test, *.shop.test, 127.0.0.1"));
            assertThat(action.perform(of(server.port(), "www.shop.test", "1d"), site()))
                    .isInstanceOf(Outcome.Succeeded.class);
            assertThat(action.perform(of(server.port(), "a.b.shop.test", "1d"), site()))
                    .isInstanceOf(Outcome.Failed.class);
            assertThat(action.perform(of(server.port(), "127.0.0.1", "1d"), site()))
                    .isInstanceOf(Outcome.Succeeded.class);
        }
    }

    @Test
    void who_signs_himself_is_not_trusted() throws Exception {
        try (TlsDouble server = certificates.serve("selfmade")) {
            assertThat(action.perform(of(server.port(), "shop.test", "1d"), site()))
                    .isEqualTo(new Outcome.Failed("the certificate of 127.0.0.1:" + server.port()
                            + " is signed by itself, which is not trusted"));
        }
    }

    @Test
    void what_does_not_speak_tls_ends_in_words() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greet(plain));

            Outcome outcome = action.perform(of(plain.getLocalPort(), "shop.test", "1d"), site());

            assertThat(((Outcome.Failed) outcome).reason())
                    .startsWith("127.0.0.1:" + plain.getLocalPort() + " does not speak TLS as it should: ");
        }
        int dead = CheckTcpTest.deadPort();
        assertThat(action.perform(of(dead, "shop.test", "1d"), site()))
                .isEqualTo(new Outcome.Failed("nothing listens at 127.0.0.1:" + dead));
    }

    @Test
    void a_file_is_looked_at_as_a_server_would_send_it() throws Exception {
        certificates.pem("chain.pem", "good", "between");
        certificates.pem("hole.pem", "good");

        assertThat(action.perform(file("chain.pem", "30d"), site())).isInstanceOf(Outcome.Succeeded.class);
        assertThat(action.perform(file("hole.pem", "30d"), site()))
                .isEqualTo(new Outcome.Failed("the chain of hole.pem ends at 'CN=good', and its signer 'CN=Between' is"
                        + " neither sent along nor trusted: add the certificates between, or 'ca'"));
        assertThat(action.perform(file("missing.pem", "30d"), site()))
                .isEqualTo(new Outcome.Failed("cat says: cat: missing.pem: No such file or directory"));
    }

    private static void greet(ServerSocket plain) {
        try (Socket client = plain.accept()) {
            client.getOutputStream()
                    .write("220 mail.test ready\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            client.getInputStream().readNBytes(1);
        } catch (IOException _) {
            // the client has left
        }
    }

    private static FakeSite site() {
        return new FakeSite(new LocalPlace(made, made)).begunAt(Instant.now(), Instant.now());
    }

    private static CheckTls.Wanted of(int port, String name, String left) {
        return new CheckTls.Wanted(
                Optional.of("127.0.0.1"),
                Optional.empty(),
                port,
                Optional.of(name),
                Duration.ofDays(Long.parseLong(left.replace("d", ""))),
                Optional.of("root.pem"),
                Duration.ofSeconds(5));
    }

    private static CheckTls.Wanted file(String file, String left) {
        return new CheckTls()
                .parameters()
                .bind(new Data.Mapping(
                        Map.of("file", Data.of(file), "left", Data.of(left), "ca", Data.of("root.pem"))));
    }
}
