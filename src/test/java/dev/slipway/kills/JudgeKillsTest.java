package dev.slipway.kills;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.hands.Soon;
import dev.slipway.judge.Grid;
import dev.slipway.judge.Poll;
import dev.slipway.kills.Victim.Reach;
import dev.slipway.operations.Json;
import dev.slipway.operations.PollJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process that watches, killed several times. */
@Tag("real")
class JudgeKillsTest {
    private static final int KILLS = 3;

    @TempDir
    private Path temporary;

    private HttpServer pages;
    private Path folder;

    @BeforeEach
    void serve() throws IOException {
        folder = temporary.toRealPath();
        long began = System.nanoTime();
        pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        pages.createContext("/metrics", exchange -> {
            long requests = (System.nanoTime() - began) / 20_000_000;
            byte[] body = ("http_requests_total{code=\"200\"} " + requests + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        pages.start();
        String page = "http://127.0.0.1:" + pages.getAddress().getPort() + "/metrics";
        Files.writeString(folder.resolve("runbook.md"), """
                ---
                slipway:
                  version: 1
                  service: shop
                  procedures: {watch: {run: [steps]}}
                ---

                # Shop

                ## Steps

                <!-- slipway: step id=watch -->
                ```yaml
                judge.watch:
                  duration: 20s
                  metrics: {candidate: '%s?v3', baseline: '%s?v2'}
                  undecided: promote
                  how: {every: 100ms}
                ```
                """.formatted(page, page));
    }

    @AfterEach
    void stop() {
        pages.stop(0);
    }

    @Test
    void the_verdict_is_about_all_that_was_seen_in_all_lives() throws Exception {
        Victim victim = Victim.start(folder, List.of("run", "runbook.md", "watch"));
        for (int kill = 1; kill <= KILLS; kill++) {
            long before = lines();
            Victim now = victim;
            Soon.holds(() -> assertThat(lines()).as(now.said()).isGreaterThan(before + 5));
            victim.kill(Reach.SLIPWAY_ALONE);
            victim = Victim.start(folder, List.of("resume", "last"));
        }

        assertThat(victim.await(Duration.ofSeconds(60))).as(victim.said()).isEqualTo(OptionalInt.of(0));
        List<String> lines = Files.readAllLines(diary());
        assertThat(lines)
                .as("headings")
                .filteredOn(line -> line.contains("begun"))
                .hasSize(1);
        List<Poll> polls = lines.stream()
                .skip(1)
                .map(line -> PollJson.read(Json.read(line), Grid.of()))
                .toList();
        long requests = polls.stream()
                .flatMap(poll -> poll.arms().stream())
                .mapToLong(arms -> arms.candidate().requests())
                .sum();
        // The first look of each life only says where to count from.
        assertThat(polls.stream().filter(poll -> poll.arms().isEmpty())).hasSize(KILLS + 1);
        assertThat(polls.getLast().at()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
        // Proved, or healthy so far where the machine had no time for as many polls.
        assertThat(victim.said())
                .containsPattern("after " + requests + " candidate requests| in " + requests + " requests of ");
    }

    private Path diary() throws IOException {
        Path runs = folder.resolve(".slipway/runs");
        if (!Files.exists(runs)) {
            return runs;
        }
        try (var found = Files.walk(runs)) {
            return found.filter(path -> path.endsWith("logs/watch.diary.jsonl"))
                    .findFirst()
                    .orElse(runs);
        }
    }

    private long lines() throws IOException {
        return Files.isRegularFile(diary()) ? Files.readAllLines(diary()).size() : 0;
    }
}
