package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class TlsTest {
    @TempDir
    private Path folder;

    private Rig rig(TlsKeys keys, Recorder version) {
        return Rig.start(Rig.settings(folder, Optional.of(keys.pem())), Limits.USUAL)
                .serving(version.endpoint());
    }

    @Test
    void over_tls_the_client_chooses_its_protocol() throws Exception {
        TlsKeys keys = TlsKeys.in(folder);
        try (Recorder version = Recorder.start((got, socket) -> Recorder.say(
                        socket,
                        "HTTP/1.1 200 OK\r\nContent-Length: " + got.brief().length() + "\r\n\r\n" + got.brief()));
                Rig rig = rig(keys, version)) {
            for (HttpClient.Version wanted : HttpClient.Version.values()) {
                if (!wanted.name().startsWith("HTTP_3")) {
                    overTls(rig, keys, wanted);
                }
            }
            assertThat(version.whole())
                    .allSatisfy(
                            got -> assertThat(got.header("x-forwarded-proto")).isEqualTo("https"));
        }
    }

    private static void overTls(Rig rig, TlsKeys keys, HttpClient.Version wanted) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .version(wanted)
                .sslContext(keys.trusting())
                .build()) {
            URI uri = URI.create("https://localhost:" + rig.port() + "/tls");
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> said = client.send(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.ofString("abcd"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(said.version()).isEqualTo(wanted);
                assertThat(said.body()).isEqualTo("POST /tls abcd");
            }
        }
    }

    @Test
    void a_client_of_http_1_0_hears_no_goodbye_behind_a_part_of_an_answer() throws Exception {
        TlsKeys keys = TlsKeys.in(folder);
        CountDownLatch heard = new CountDownLatch(1);
        try (Recorder version = Recorder.start((_, socket) -> {
                    Recorder.say(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n");
                    await(heard);
                    socket.close();
                });
                Rig rig = rig(keys, version);
                SSLSocket client = (SSLSocket)
                        keys.trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), rig.port())) {
            client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = client.getInputStream();
            StringBuilder part = new StringBuilder();
            while (part.indexOf("abcde") < 0) {
                part.append((char) in.read());
            }
            heard.countDown();
            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void it_hears_one_behind_a_whole_answer() throws Exception {
        TlsKeys keys = TlsKeys.in(folder);
        try (Recorder version = Recorder.start((_, socket) -> Recorder.say(
                        socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"));
                Rig rig = rig(keys, version);
                SSLSocket client = (SSLSocket)
                        keys.trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), rig.port())) {
            client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .endsWith("\r\n\r\nok");
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
