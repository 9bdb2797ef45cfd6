package dev.slipway.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Traffic.Applying;
import dev.slipway.hands.Traffic.Feature;
import dev.slipway.hands.Traffic.Live;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.traffic.Load.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A proxy that runs for each test, versions behind it, and what is done with them. */
abstract class BehindFront {

    /** More than anything takes on a slow machine. */
    protected static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    protected Path folder;

    protected Front front;
    private final List<Backend> backends = new ArrayList<>();

    protected abstract Front start(Path folder) throws Exception;

    @BeforeEach
    void begin() throws Exception {
        front = start(folder);
    }

    @AfterEach
    void end() throws Exception {
        backends.forEach(Backend::close);
        if (front != null) {
            front.close();
        }
    }

    protected final boolean can(Feature feature) {
        return front.driver().can().features().contains(feature);
    }

    /** What the proxy cannot do it refuses, saying who can, and nothing has changed then; false where it can do it. */
    protected final boolean refuses(Feature feature) throws Exception {
        if (can(feature)) {
            return false;
        }
        Live blue = serve(backend("blue"));
        RoutePlan wish = Wishes.of(feature, blue.plan(), backend("green").endpoint());

        Applying answer = front.driver().apply(wish, blue.generation());

        assertThat(answer).isInstanceOf(Applying.Refused.class);
        assertThat(((Applying.Refused) answer).why())
                .startsWith(front.driver().can().proxy())
                .endsWith("the embedded proxy can.");
        assertThat(front.driver().read()).isEqualTo(blue);
        assertThat(asked("/").body()).isEqualTo("blue");
        return true;
    }

    protected final Backend backend(String version) throws IOException {
        return backend(version, 0);
    }

    /** On a port that was another's. */
    protected final Backend backend(String version, int port) throws IOException {
        Backend backend = Backend.start(version, port);
        backends.add(backend);
        return backend;
    }

    protected static PoolId pool(Backend backend) {
        return new PoolId(backend.version());
    }

    /** Everything to this one. */
    protected final Live serve(Backend backend) throws InterruptedException {
        return apply(
                RoutePlan.only(pool(backend), List.of(backend.endpoint())),
                front.driver().read());
    }

    protected final Live apply(RoutePlan plan, Live from) throws InterruptedException {
        Applying answer = front.driver().apply(plan, from.generation());
        assertThat(answer).isInstanceOf(Applying.Applied.class);
        return ((Applying.Applied) answer).live();
    }

    protected final Answer asked(String path, String... headers) throws IOException {
        return Answer.to(front.port(), "GET", path, headers);
    }
}
