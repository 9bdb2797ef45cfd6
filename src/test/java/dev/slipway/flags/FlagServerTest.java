package dev.slipway.flags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.operations.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlagServerTest {
    private static final String FLAGS = """
            {"flags": {
              "checkout": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"},
              "colour": {"state": "ENABLED", "variants": {"r": "red", "b": "blue"}, "defaultVariant": "r",
                "targeting": {"if": [{"==": [{"var": "targetingKey"}, "ann"]}, "b"]}},
              "gone": {"state": "DISABLED", "variants": {"a": 1}, "defaultVariant": "a"}
            }}
            """;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> complaints = new ArrayList<>();
    private FlagServer server;

    @BeforeEach
    void serve() throws Exception {
        Files.writeString(file(), FLAGS);
        LiveFlags flags = LiveFlags.open(file(), "flags.json", new ArrayList<>(), complaints::add)
                .orElseThrow();
        server = FlagServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), flags);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void a_flag_is_answered_as_ofrep_has_it() throws Exception {
        HttpResponse<String> response = ask("/checkout", "{\"context\": {\"targetingKey\": \"bob\"}}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"key\":\"checkout\",\"reason\":\"STATIC\",\"variant\":\"on\",\"value\":true}");
        assertThat(ask("/colour", "{\"context\": {\"targetingKey\": \"ann\"}}").body())
                .isEqualTo("{\"key\":\"colour\",\"reason\":\"TARGETING_MATCH\",\"variant\":\"b\",\"value\":\"blue\"}");
    }

    @Test
    void what_is_not_there_or_off_leaves_the_client_its_default() throws Exception {
        assertThat(ask("/nothing", "{}").statusCode()).isEqualTo(404);
        assertThat(ask("/nothing", "{}").body())
                .isEqualTo(
                        "{\"key\":\"nothing\",\"errorCode\":\"FLAG_NOT_FOUND\",\"errorDetails\":\"there is no flag nothing\"}");
        assertThat(ask("/gone", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void a_context_that_is_none_is_refused() throws Exception {
        assertThat(ask("/checkout", "[1").statusCode()).isEqualTo(400);
        assertThat(ask("/checkout", "{\"context\": 5}").body())
                .isEqualTo(
                        "{\"key\":\"checkout\",\"errorCode\":\"INVALID_CONTEXT\",\"errorDetails\":\"'context' is not a JSON object\"}");
        assertThat(ask("/checkout", "{\"context\": {\"a\": \"" + "x".repeat(200_000) + "\"}}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void all_flags_at_once_have_a_tag_that_changes_with_them() throws Exception {
        HttpResponse<String> first = ask("", "{\"context\": {\"targetingKey\": \"bob\"}}");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(Json.read(first.body()).json().split("\"key\":", -1)).hasSize(3);
        assertThat(ask("", "{\"context\": {\"targetingKey\": \"bob\"}}", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(ask("", "{\"context\": {\"targetingKey\": \"ann\"}}", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(200);
        replace(FLAGS.replace("\"defaultVariant\": \"on\"", "\"defaultVariant\": \"off\""));
        assertThat(ask("", "{\"context\": {\"targetingKey\": \"bob\"}}", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_change_of_the_file_holds_from_the_next_question_on() throws Exception {
        for (int i = 0; i < 20; i++) {
            String now = i % 2 == 0 ? "off" : "on";
            replace(FLAGS.replace("\"defaultVariant\": \"on\"", "\"defaultVariant\": \"" + now + "\""));
            assertThat(ask("/checkout", "{}").body()).contains("\"variant\":\"" + now + "\"");
        }
    }

    @Test
    void a_broken_file_switches_nothing_and_is_said_once() throws Exception {
        replace("{\"flags\": {");
        assertThat(ask("/checkout", "{}").body()).contains("\"value\":true");
        Files.delete(file());
        assertThat(ask("/checkout", "{}").body()).contains("\"value\":true");
        assertThat(ask("/checkout", "{}").body()).contains("\"value\":true");
        replace(FLAGS.replace("\"defaultVariant\": \"on\"", "\"defaultVariant\": \"off\""));

        assertThat(ask("/checkout", "{}").body()).contains("\"value\":false");
        assertThat(complaints).hasSize(2);
        assertThat(complaints.getFirst()).startsWith("flags.json:1:").endsWith("; what was read before holds");
    }

    @Test
    void other_addresses_and_methods_are_refused() throws Exception {
        assertThat(send(HttpRequest.newBuilder(URI.create(base() + "/checkout")).GET())
                        .statusCode())
                .isEqualTo(405);
        assertThat(send(HttpRequest.newBuilder(base("/other")).GET()).statusCode())
                .isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(base("/healthz")).GET()).body()).isEqualTo("{\"flags\":3}");
    }

    private Path file() {
        return folder.resolve("flags.json");
    }

    private void replace(String text) throws Exception {
        Files.writeString(folder.resolve("new"), text);
        Files.move(folder.resolve("new"), file(), StandardCopyOption.ATOMIC_MOVE);
    }

    private URI base(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    private String base() {
        return base("/ofrep/v1/evaluate/flags").toString();
    }

    private HttpResponse<String> ask(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base() + path)).POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
