package dev.slipway.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.operations.RouteJson;
import dev.slipway.proxy.Listen;
import dev.slipway.proxy.Proxy;
import dev.slipway.proxy.ProxyFailure;
import dev.slipway.proxy.Settings;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Mode;
import dev.slipway.route.Pin;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import dev.slipway.route.Sticky;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy of another version, whose answers hold secrets and cannot be read: what is said of them holds none. */
class SecretsStayHereTest {
    private static final PoolId V1 = new PoolId("v1");
    private static final String PLAN = RouteJson.write(new RoutePlan(
                    List.of(new Share(V1, List.of(Endpoint.local(3001)), 1000)),
                    new Mode.Serve(),
                    List.of(new Pin(Pin.Kind.HEADER, Pin.Kind.HEADER.usualName(), "secret-of-a-pin", V1)),
                    Optional.of(new Sticky("version", new Secret("key", "secret-of-a-cookie")))))
            .json();

    @TempDir
    private Path folder;

    private ServerSocketChannel server;
    private final List<SocketChannel> conversations = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void listen() throws Exception {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("ctl")));
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        for (SocketChannel each : conversations) {
            each.close();
        }
    }

    /** To whatever is asked. */
    private void answer(String line) {
        Thread.ofPlatform().daemon().start(() -> {
            while (server.isOpen()) {
                try {
                    SocketChannel channel = server.accept();
                    conversations.add(channel);
                    channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
                } catch (IOException _) {
                    // The test is over, or somebody only looked whether anybody is here.
                }
            }
        });
    }

    private void reads(String line, String why) {
        answer(line);
        assertThatThrownBy(() -> new EmbeddedTraffic(folder.resolve("ctl")).read())
                .isInstanceOf(TrafficFailure.class)
                .hasMessage(why);
    }

    @Test
    void an_answer_that_lacks_something() {
        reads(
                "{\"plan\":" + PLAN + "}",
                "the proxy gave an answer that this version of Slipway cannot read: 'generation' is missing");
    }

    @Test
    void a_plan_that_lacks_something() {
        reads(
                "{\"generation\":1,\"plan\":" + PLAN.replace("\"shares\"", "\"parts\"") + "}",
                "the proxy gave an answer that this version of Slipway cannot read: the route plan lacks 'shares'");
    }

    @Test
    void an_answer_that_is_no_json() {
        reads(
                "{\"generation\":1,\"plan\":" + PLAN.replace("\"secret", "secret") + "}",
                "the proxy behind " + folder.resolve("ctl") + " cannot be asked: the answer is not a JSON object");
    }

    private void takesOver(String line, String why) {
        answer(line);
        Settings settings = new Settings(
                new Listen("127.0.0.1", 0),
                folder.resolve("ctl"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Settings.Start.TAKE_OVER);
        assertThatThrownBy(() -> Proxy.start(settings))
                .isInstanceOf(ProxyFailure.class)
                .hasMessage("the proxy behind " + folder.resolve("ctl") + why);
    }

    @Test
    void a_predecessor_whose_answer_lacks_something() {
        takesOver("{\"plan\":" + PLAN + "}", " does not hand over: its answer has no plan");
    }

    @Test
    void a_predecessor_whose_plan_lacks_something() {
        takesOver(
                "{\"generation\":1,\"plan\":" + PLAN.replace("\"shares\"", "\"parts\"") + "}",
                " hands over a plan that this version of Slipway cannot read: the route plan lacks 'shares'");
    }

    @Test
    void a_predecessor_that_says_why() {
        takesOver(
                new Data.Mapping(Map.of("refused", Data.of("another proxy is taking over already"))).json(),
                " does not hand over: another proxy is taking over already");
    }
}
