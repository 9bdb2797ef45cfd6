package dev.slipway.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "HTTP/1.1 fine\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
            })
    void what_is_no_answer_counts_as_none(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = Thread.ofVirtual().start(() -> answer(server, answer));
            try (Visit visit =
                    new Visit(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()))) {
                assertThatThrownBy(() -> visit.ask("GET / HTTP/1.1\r\n\r\n"))
                        .isInstanceOf(IOException.class)
                        .hasMessage("what came is no answer");
            }
            answering.join();
        }
    }

    private static void answer(ServerSocket server, String answer) {
        try (Socket visitor = server.accept()) {
            visitor.getOutputStream().write(answer.getBytes(ISO_8859_1));
            visitor.getInputStream().readAllBytes();
        } catch (IOException _) {
            // The visitor has gone.
        }
    }
}
