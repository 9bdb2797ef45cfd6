package dev.slipway.traffic.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.route.Counts;
import dev.slipway.route.PoolId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {

    private static final PoolId V1 = new PoolId("v1");

    @TempDir
    private Path folder;

    private Counts counts(String lines) throws IOException {
        Path log = folder.resolve("requests.log");
        Files.writeString(log, lines);
        return new AccessLog(log).counts(V1, 0);
    }

    @Test
    void each_line_is_counted_by_what_came_of_the_request() throws Exception {
        Counts counts = counts("""
                v1 200 200 0.000 0.041 0.041 OK
                v1 404 404 0.000 0.002 0.002 OK
                v1 502 502 0.000 0.002 0.002 OK
                v1 101 101 0.000 0.002 9.000 OK
                v2 200 200 0.000 0.041 0.041 OK
                v1 502 502 - - 0.000 OK
                v1 504 504 - - 2.001 OK
                v1 502 502 0.000 - 0.010 OK
                v1 499 - 0.000 - 0.100\s
                v1 200 200 0.000 0.003 0.100\s
                - 503 - - - - OK
                """);

        assertThat(counts.answered()).isEqualTo(new Counts.Answered(1, 1, 0, 1, 1));
        assertThat(counts.unreachable()).isEqualTo(2);
        assertThat(counts.broken()).isEqualTo(1);
        assertThat(counts.aborted()).isEqualTo(2);
        assertThat(counts.latency().orElseThrow().quantile(0.75)).isEqualTo(OptionalLong.of(41_983));
    }

    @Test
    void a_line_that_is_still_written_is_counted_when_it_is_whole() throws Exception {
        Path log = folder.resolve("requests.log");
        Files.writeString(log, "v1 200 200 0.000 0.041 0.041 OK\nv1 200 20");
        AccessLog reader = new AccessLog(log);
        assertThat(reader.counts(V1, 0).requests()).isEqualTo(1);

        Files.writeString(log, "0 0.000 0.041 0.041 OK\n", StandardOpenOption.APPEND);
        assertThat(reader.counts(V1, 0).requests()).isEqualTo(2);
        assertThat(reader.counts(V1, 0).requests()).isEqualTo(2);
    }

    @Test
    void lines_of_another_format_count_for_nobody() throws Exception {
        assertThat(counts("127.0.0.1 - - [21/Nov/2026] \"GET / HTTP/1.1\" 200 612\n\n\u0000\nv1 200\n")
                        .requests())
                .isZero();
    }

    @Test
    void what_was_emptied_is_read_from_its_beginning() throws Exception {
        Path log = folder.resolve("requests.log");
        Files.writeString(log, "v1 200 200 0.000 0.041 0.041 OK\n".repeat(3));
        AccessLog reader = new AccessLog(log);
        assertThat(reader.counts(V1, 0).requests()).isEqualTo(3);

        Files.writeString(log, "v1 200 200 0.000 0.041 0.041 OK\n");
        assertThat(reader.counts(V1, 0).requests()).isEqualTo(4);
    }
}
