package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What versions answer that is no answer, each sent whole and once for each of its bytes with a pause there. */
@Tag("real")
class BadAnswersTest {
    private static final int MOST_SPLITS = 60;

    @TempDir
    private Path folder;

    private Recorder version;
    private Rig rig;
    private volatile String bytes = "";
    private volatile After after = After.CLOSE;
    private volatile CountDownLatch begun = new CountDownLatch(0);
    private volatile CountDownLatch resumed = new CountDownLatch(0);
    private volatile CountDownLatch said = new CountDownLatch(0);

    /** What the version does when it has said all. */
    private enum After {
        CLOSE,
        RESET,
        STAY
    }

    @BeforeEach
    void begin() throws Exception {
        version = Recorder.start(this::answer);
        rig = Rig.start(folder).serving(version.endpoint());
    }

    @AfterEach
    void end() throws Exception {
        rig.close();
        version.close();
    }

    /** {@code /bad/N} is answered with the first N bytes, and with the others when it is told. */
    private void answer(Recorder.Got got, Socket socket) throws IOException {
        if (!got.target().startsWith("/bad/")) {
            Recorder.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfresh");
            return;
        }
        int split = Integer.parseInt(got.target().substring(5));
        try {
            Recorder.say(socket, bytes.substring(0, split));
        } finally {
            // Whoever has heard enough may have closed already.
            begun.countDown();
        }
        try {
            resumed.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        Recorder.say(socket, bytes.substring(split));
        said.countDown();
        switch (after) {
            case CLOSE -> socket.close();
            case RESET -> {
                socket.setSoLinger(true, 0);
                socket.close();
            }
            case STAY -> {}
        }
    }

    /** @param reset whether that was how it ended */
    private record Heard(String answer, boolean reset) {}

    private List<String> answers(String said, After then) throws Exception {
        return answers(said, then, "HTTP/1.1").stream().map(Heard::answer).toList();
    }

    private List<Heard> answers(String said, After then, String version) throws Exception {
        bytes = said;
        after = then;
        List<Integer> splits = new ArrayList<>(List.of(said.length()));
        int step = Math.max(1, said.length() / MOST_SPLITS);
        for (int i = step; i < said.length(); i += step) {
            splits.add(i);
        }
        begun = new CountDownLatch(splits.size());
        resumed = new CountDownLatch(1);
        List<Raw> clients = new ArrayList<>();
        for (int split : splits) {
            // A POST, so that none gets the connection of another that is not through yet.
            clients.add(rig.client()
                    .send("POST /bad/" + split
                            + " " + version
                            + "\r\nHost: shop\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
        }
        begun.await();
        rig.settle();
        resumed.countDown();
        List<Heard> answers = new ArrayList<>();
        for (Raw client : clients) {
            try (client) {
                answers.add(new Heard(client.rest(), client.wasReset()));
            }
        }
        return answers;
    }

    private static String head(String lines) {
        return "HTTP/1.1 200 OK\r\n" + lines + "\r\n\r\nabcde";
    }

    private static Map<String, String> noAnswers() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("two lengths", head("Content-Length: 5\r\nContent-Length: 4"));
        all.put("two lengths in one", head("Content-Length: 5, 4"));
        all.put("a negative length", head("Content-Length: -5"));
        all.put("a length with a plus", head("Content-Length: +5"));
        all.put("a hexadecimal length", head("Content-Length: 0x5"));
        all.put("an empty length", head("Content-Length:"));
        all.put("a length of 65 bits", head("Content-Length: 18446744073709551621"));
        all.put("a coding that nobody knows", head("Transfer-Encoding: xchunked"));
        all.put("gzip and chunked", head("Transfer-Encoding: gzip, chunked"));
        all.put("chunked twice", head("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"));
        all.put("chunked in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        all.put("a length and a coding", head("Transfer-Encoding: chunked\r\nContent-Length: 5"));
        all.put("a header without a colon", head("Content-Length: 5\r\nX"));
        all.put("a header without a name", head("Content-Length: 5\r\n: x"));
        all.put("NUL in a value", head("Content-Length: 5\r\nX: a\0b"));
        all.put("bare CR in a value", head("Content-Length: 5\r\nX: a\rb"));
        all.put("bare LF", "HTTP/1.1 200 OK\nContent-Length: 5\n\nabcde");
        all.put("another version", "HTTP/2.0 200 OK\r\nContent-Length: 5\r\n\r\nabcde");
        all.put("another protocol", "SSH-2.0-OpenSSH_9.2\r\n");
        all.put("no head at all", "abcde");
        all.put("a status of four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 5\r\n\r\nabcde");
        all.put("a status of two digits", "HTTP/1.1 20 OK\r\nContent-Length: 5\r\n\r\nabcde");
        all.put("a status that is none", "HTTP/1.1 abc OK\r\nContent-Length: 5\r\n\r\nabcde");
        all.put("a status above all", "HTTP/1.1 600 OK\r\nContent-Length: 5\r\n\r\nabcde");
        all.put("a WebSocket that nobody asked for", "HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\n\r\nabcde");
        all.put("another protocol that nobody asked for", "HTTP/1.1 101 Yes\r\nUpgrade: x\r\n\r\nabcde");
        all.put("nothing but promises", "HTTP/1.1 102 Soon\r\n\r\n".repeat(11));
        all.put("half of a head", "HTTP/1.1 200 OK\r\nContent-Le");
        all.put("a promise and nothing else", "HTTP/1.1 100 Continue\r\n\r\n");
        all.put("too many headers", head("a: b\r\n".repeat(201) + "Content-Length: 5"));
        all.put("too long a header", head("X: " + "a".repeat(33_000) + "\r\nContent-Length: 5"));
        return all;
    }

    @Test
    void what_is_no_answer_is_not_passed_on() throws Exception {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Map.Entry<String, String> each : noAnswers().entrySet()) {
            for (String answer : answers(each.getValue(), After.CLOSE)) {
                asked++;
                // Promises before it may have been passed on.
                String last = answer.substring(Math.max(0, answer.lastIndexOf("HTTP/1.1 ")));
                if (!last.startsWith("HTTP/1.1 502 ") || answer.contains("abcde") || answer.contains("SSH")) {
                    wrong.add(each.getKey() + ": " + answer.lines().limit(1).toList());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(rig.counts().broken()).isEqualTo(asked);
        assertThat(rig.counts().answered().total())
                .isEqualTo(rig.counts().answered().ok());
    }

    private static Map<String, String> partsOfAnswers() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("shorter than its length", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcde");
        all.put("without its last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n");
        all.put("within a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabcde");
        all.put(
                "a chunk that is none",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxx\r\nabcde\r\n0\r\n\r\n");
        all.put("a negative chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabcde\r\n0\r\n\r\n");
        all.put("a long chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcde\r\n0\r\n\r\n");
        return all;
    }

    @Test
    void an_answer_that_ends_too_early_does_not_look_whole() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> each : partsOfAnswers().entrySet()) {
            for (String answer : answers(each.getValue(), After.CLOSE)) {
                boolean refused = answer.startsWith("HTTP/1.1 502 ");
                if (!refused && looksWhole(answer)) {
                    wrong.add(each.getKey() + ": " + answer);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** nginx is one, unless it is told otherwise: to it an answer of chunks ends with the connection. */
    @Test
    void nor_to_a_client_of_http_1_0() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> each : partsOfAnswers().entrySet()) {
            for (Heard heard : answers(each.getValue(), After.CLOSE, "HTTP/1.0")) {
                boolean refused = heard.answer().startsWith("HTTP/1.1 502 ");
                if (!refused && !heard.reset() && looksWhole(heard.answer())) {
                    wrong.add(each.getKey() + ": " + heard.answer());
                }
            }
        }
        for (Heard heard : answers("HTTP/1.1 200 OK\r\n\r\nabcde", After.RESET, "HTTP/1.0")) {
            if (!heard.answer().startsWith("HTTP/1.1 502 ") && !heard.reset()) {
                wrong.add("reset: " + heard.answer());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_is_whole_ends_for_a_client_of_http_1_0_as_connections_do() throws Exception {
        for (Map.Entry<String, String> each : oddAnswers().entrySet()) {
            for (Heard heard : answers(each.getValue(), After.CLOSE, "HTTP/1.0")) {
                assertThat(heard.reset()).as(each.getKey()).isFalse();
                assertThat(read(heard.answer()).body()).as(each.getKey()).isEqualTo("abcde");
            }
        }
    }

    private static Raw.Said read(String answer) throws IOException {
        return Raw.Said.read(new ByteArrayInputStream(answer.getBytes(StandardCharsets.ISO_8859_1)), true);
    }

    private static boolean looksWhole(String answer) throws IOException {
        try {
            read(answer);
            return true;
        } catch (IOException | RuntimeException _) {
            return false;
        }
    }

    @Test
    void an_answer_without_a_length_that_is_reset_does_not_look_whole() throws Exception {
        for (String answer : answers("HTTP/1.1 200 OK\r\n\r\nabcde", After.RESET)) {
            assertThat(answer.startsWith("HTTP/1.1 502 ") || !looksWhole(answer))
                    .as(answer)
                    .isTrue();
        }
    }

    private static Map<String, String> oddAnswers() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("its length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde");
        all.put(
                "chunks",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2;x=y\r\nab\r\n3\r\ncde\r\n0\r\nT: x\r\n\r\n");
        all.put("until it closes", "HTTP/1.1 200 OK\r\n\r\nabcde");
        all.put("HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nabcde");
        all.put("HTTP/1.0 with a length", "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nabcde");
        all.put("a space before a colon, which a proxy removes", head("Content-Length : 5"));
        all.put("no reason", "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nabcde");
        all.put("a promise before", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde");
        all.put("a folded header", "HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 5\r\n\r\nabcde");
        return all;
    }

    @Test
    void what_is_odd_and_means_one_thing_is_passed_on() throws Exception {
        for (Map.Entry<String, String> each : oddAnswers().entrySet()) {
            for (String answer : answers(each.getValue(), After.CLOSE)) {
                Raw.Said said = read(answer);
                assertThat(said.status()).as(each.getKey()).isEqualTo(200);
                assertThat(said.body()).as(each.getKey()).isEqualTo("abcde");
                assertThat(said.headers()).doesNotContainKeys("t", "trailer");
            }
        }
    }

    @Test
    void bytes_behind_an_answer_never_reach_the_next_request() throws Exception {
        String poison = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";
        for (String said : List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" + poison,
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" + poison,
                "HTTP/1.1 204 No\r\n\r\n" + poison,
                "HTTP/1.1 204 No\r\nContent-Length: 6\r\n\r\npoison",
                "HTTP/1.1 304 Same\r\nContent-Length: 6\r\n\r\npoison",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n" + poison)) {
            int end = said.indexOf("\r\n\r\n") + 4;
            for (int split = end; split <= said.length(); split++) {
                followed(said, split, "GET");
            }
        }
    }

    @Test
    void a_body_that_answers_a_head_never_reaches_the_next_request() throws Exception {
        String said = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";
        for (int split = said.indexOf("\r\n\r\n") + 4; split <= said.length(); split++) {
            followed(said, split, "HEAD");
        }
    }

    /** The answer in two parts, the second when the client has the first; then another request on the same connections. */
    private void followed(String said, int split, String method) throws Exception {
        bytes = said;
        after = After.STAY;
        begun = new CountDownLatch(1);
        resumed = new CountDownLatch(1);
        this.said = new CountDownLatch(1);
        try (Raw client = rig.client()) {
            client.send(method + " /bad/" + split + " HTTP/1.1\r\nHost: shop\r\n\r\n");
            begun.await();
            rig.settle();
            resumed.countDown();
            Raw.Said first = method.equals("HEAD") ? client.head() : client.answer();
            assertThat(first.status()).isIn(200, 204, 304);
            this.said.await();
            rig.settle();
            assertThat(client.ask("GET /next HTTP/1.1\r\nHost: shop\r\n\r\n").body())
                    .as(said + " in two parts at " + split)
                    .isEqualTo("fresh");
        }
    }
}
