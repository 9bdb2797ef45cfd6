package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each request is sent whole, and once for each of its bytes with a pause there, so that the proxy sees it in two parts. */
@Tag("real")
class SmugglingTest {
    /** Longer ones are parted in so many places only. */
    private static final int MOST_SPLITS = 150;

    @TempDir
    private Path folder;

    private Recorder version;
    private Rig rig;

    @BeforeEach
    void begin() throws Exception {
        version = Recorder.start();
        rig = Rig.start(folder).serving(version.endpoint());
    }

    @AfterEach
    void end() throws Exception {
        rig.close();
        version.close();
    }

    @Test
    void what_two_servers_could_read_in_two_ways_is_refused_and_reaches_nobody() throws Exception {
        List<SmugglingCorpus.Bad> corpus = SmugglingCorpus.all();
        assertThat(corpus).hasSizeGreaterThan(80);
        List<String> wrong = new ArrayList<>();
        for (SmugglingCorpus.Bad bad : corpus) {
            for (Raw client : sent(bad.bytes())) {
                String answer = client.rest();
                client.close();
                boolean refused = answer.startsWith("HTTP/1.1 " + bad.status() + " ")
                        && answer.contains("\r\nconnection: close\r\n")
                        && answer.indexOf("\nHTTP/1.1 ") < 0;
                if (!refused) {
                    wrong.add(bad.name() + ": " + firstLine(answer));
                }
            }
            if (!version.whole().isEmpty()) {
                wrong.add(bad.name() + ": the version got " + version.whole());
                version.forget();
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_is_odd_and_means_one_thing_arrives_as_that() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (LegalCorpus.Odd odd : LegalCorpus.all()) {
            int copies = answered(odd);
            var expected = new TreeMap<String, Integer>();
            odd.arrives().forEach(each -> expected.merge(each, copies, Integer::sum));
            var arrived = new TreeMap<String, Integer>();
            version.briefs().forEach(each -> arrived.merge(each, 1, Integer::sum));
            if (!arrived.equals(expected)) {
                wrong.add(odd.name() + ": " + arrived + " instead of " + expected);
            }
            version.whole().forEach(got -> wrong.addAll(superfluous(odd, got)));
            version.forget();
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> superfluous(LegalCorpus.Odd odd, Recorder.Got got) {
        return Stream.of("connection", "upgrade", "http2-settings", "te", "x-mine", "trailer")
                .filter(got::has)
                .map(header -> odd.name() + ": the version got " + header)
                .toList();
    }

    @Test
    void a_good_request_is_answered_before_the_bad_one_behind_it_is_refused() throws Exception {
        try (Raw client = rig.client()) {
            client.send("GET /good HTTP/1.1\r\nHost: shop\r\n\r\nGET /bad HTTP/1.1\r\nHost : shop\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.rest()).isEmpty();
        }
        assertThat(version.briefs()).containsExactly("GET /good");
    }

    @Test
    void a_refusal_says_in_one_sentence_why() throws Exception {
        try (Raw client = rig.client()) {
            assertThat(client.ask("GET / HTTP/1.1\r\n\r\n").body())
                    .isEqualTo("400 Bad Request: there is one Host in a request\n");
        }
    }

    /** First sent whole, then with a pause behind each byte; each on a connection of its own. */
    private List<Raw> sent(String bytes) throws Exception {
        List<Raw> clients = new ArrayList<>();
        List<Integer> splits = splits(bytes.length());
        for (int split : splits) {
            clients.add(rig.client().send(bytes.substring(0, split)));
        }
        rig.settle();
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).sendIfOpen(bytes.substring(splits.get(i)));
        }
        return clients;
    }

    /** How often it was sent. */
    private int answered(LegalCorpus.Odd odd) throws Exception {
        List<Raw> clients = sent(odd.bytes());
        for (Raw client : clients) {
            for (int i = 0; i < odd.arrives().size(); i++) {
                assertThat(client.answer().status()).as(odd.name()).isEqualTo(200);
            }
            client.close();
        }
        return clients.size();
    }

    private static List<Integer> splits(int length) {
        int step = Math.max(1, length / MOST_SPLITS);
        return IntStream.concat(IntStream.of(length), IntStream.range(1, length).filter(i -> i % step == 0))
                .boxed()
                .toList();
    }

    private static String firstLine(String answer) {
        int end = answer.indexOf('\r');
        return end < 0 ? "'" + answer + "'" : answer.substring(0, end) + " … " + answer.length() + " bytes";
    }
}
