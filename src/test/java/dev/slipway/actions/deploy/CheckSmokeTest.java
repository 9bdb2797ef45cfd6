package dev.slipway.actions.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.FakeSite;
import dev.slipway.hands.Site;
import dev.slipway.route.Endpoint;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.run.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckSmokeTest {
    private final CheckSmoke action = new CheckSmoke();
    private HttpServer server;
    private String lastToken = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        answer("/login", 201, "{\"token\": \"t-1\", \"user\": {\"id\": 7}}");
        answer("/users/7", 200, "Anna");
        answer("/broken", 500, "");
        answer("/large", 200, "x".repeat(1_200_000));
        answer("/number", 200, "{\"n\": 1e999999999}");
        server.start();
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            lastToken = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("X-Kind", "test");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private static Data request(Object... words) {
        Map<String, Data> all = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            all.put((String) words[i], words[i + 1] instanceof Data data ? data : Data.of((String) words[i + 1]));
        }
        return new Data.Mapping(all);
    }

    private Outcome smoke(FakeSite site, Data... requests) throws InterruptedException {
        Data.Mapping parameters = new Data.Mapping(Map.of(
                "url",
                Data.of("http://127.0.0.1:" + server.getAddress().getPort()),
                "requests",
                new Data.Listing(List.of(requests))));
        return action.perform(action.parameters().bind(parameters), site);
    }

    @Test
    void what_one_request_captures_the_next_can_use() throws Exception {
        FakeSite site = new FakeSite().with(new Secret("PASSWORD", "hush"));

        Outcome outcome = smoke(
                site,
                request(
                        "post",
                        "/login",
                        "body",
                        "password=$PASSWORD",
                        "status",
                        Data.of(201),
                        "json",
                        "json.user.id == 7",
                        "capture",
                        request("token", "json.token", "user", "json.user.id")),
                request(
                        "get",
                        "/users/$user",
                        "headers",
                        request("Authorization", "Bearer $token"),
                        "text",
                        "Anna",
                        "has",
                        request("x-kind", "test")));

        assertThat(outcome).isEqualTo(new Outcome.Succeeded("2 requests succeeded", Map.of()));
        assertThat(lastToken).isEqualTo("Bearer t-1");
    }

    @Test
    void the_first_that_is_wrong_is_said() throws Exception {
        assertThat(smoke(new FakeSite(), request("get", "/users/7"), request("get", "/broken")))
                .isEqualTo(new Outcome.Failed("GET /broken: 500 instead of 200"));
        assertThat(smoke(new FakeSite(), request("get", "/users/7", "text", "Berta")))
                .isEqualTo(new Outcome.Failed("GET /users/7: 'Berta' does not occur in the answer"));
        assertThat(smoke(new FakeSite(), request("get", "/users/7", "json", "json.ok")))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(smoke(new FakeSite(), request("get", "/users/$user")))
                .isEqualTo(new Outcome.Failed("GET /users/$user: $user is neither captured before nor declared"));
    }

    @Test
    void what_a_server_sends_too_much_of_does_no_harm() throws Exception {
        assertThat(smoke(new FakeSite(), request("get", "/large", "text", "y")))
                .isEqualTo(new Outcome.Failed("GET /large: the answer is larger than 1 MB"));
        assertThat(smoke(
                        new FakeSite(),
                        request("get", "/number", "capture", request("n", "json.n")),
                        request("get", "/users/7?n=$n")))
                .isEqualTo(new Outcome.Succeeded("2 requests succeeded", Map.of()));
    }

    @Test
    void a_server_that_is_not_there_is_said_with_its_address() throws Exception {
        server.stop(0);

        assertThat(smoke(new FakeSite(), request("get", "/users/7?token=x")))
                .isEqualTo(new Outcome.Failed("GET /users/7?…: nothing listens at http://127.0.0.1:"
                        + server.getAddress().getPort() + "/users/7?…"));
    }

    private RoutePlan twoVersions() {
        Endpoint other = Endpoint.local(server.getAddress().getPort());
        return RoutePlan.only(new PoolId("v1"), List.of(Endpoint.local(1))).with(new PoolId("v2"), List.of(other));
    }

    private void askV2(LoopbackFront front, FakeSite site) throws InterruptedException {
        Data.Mapping parameters = new Data.Mapping(Map.of(
                "traffic",
                Data.of("web"),
                "version",
                Data.of("v2"),
                "requests",
                new Data.Listing(List.of(request("get", "/users/7", "text", "Anna")))));
        site.with(new Site.Front("web", front, Optional.empty()));
        assertThat(action.perform(action.parameters().bind(parameters), site))
                .isEqualTo(new Outcome.Succeeded("1 request succeeded", Map.of()));
    }

    @Test
    void a_version_without_a_share_is_reached_by_a_pin_that_is_gone_afterwards() throws Exception {
        try (LoopbackFront front = new LoopbackFront()) {
            front.apply(twoVersions(), 1);

            askV2(front, new FakeSite());

            assertThat(front.read().plan()).isEqualTo(twoVersions());
        }
    }

    @Test
    void a_pin_of_a_release_stays_and_one_of_before_a_crash_goes() throws Exception {
        try (LoopbackFront front = new LoopbackFront()) {
            RoutePlan pinned = Pinned.with(twoVersions(), Pinned.of(twoVersions(), new PoolId("v2")));
            front.apply(pinned, 1);

            askV2(front, new FakeSite());
            assertThat(front.read().plan()).isEqualTo(pinned);

            FakeSite cutShort = new FakeSite();
            cutShort.remember("pinned");
            askV2(front, cutShort);
            assertThat(front.read().plan()).isEqualTo(twoVersions());
        }
    }

    @Test
    void requests_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> smoke(new FakeSite(), request("get", "/", "headers", request("Host", "shop"))))
                .hasMessageContaining("the header Host is set by HTTP itself");
        assertThatThrownBy(() -> smoke(new FakeSite(), request("get", "/", "headers", request("X Y", "z"))))
                .hasMessageContaining("'X Y' cannot be the name of a header");
        assertThatThrownBy(() -> smoke(new FakeSite(), request("get", "users")))
                .hasMessageContaining("'users' is not a path: it begins with /");
        assertThatThrownBy(() -> smoke(new FakeSite(), request("get", "/", "json", "json.")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> smoke(new FakeSite(), request("get", "/", "capture", request("Token", "json.x"))))
                .hasMessageContaining("'Token' cannot name a capture");
    }
}
