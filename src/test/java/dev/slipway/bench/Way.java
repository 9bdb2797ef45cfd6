package dev.slipway.bench;

import dev.slipway.hands.Traffic.Applying;
import dev.slipway.hands.Traffic.Draining;
import dev.slipway.hands.Traffic.Live;
import dev.slipway.route.Mode;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import dev.slipway.traffic.Backend;
import dev.slipway.traffic.Front;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A way to put one version in the place of another, while clients ask. */
interface Way extends AutoCloseable {

    /** Where clients ask. */
    int port();

    /** The version that has all requests afterwards; the one before does not run any more. */
    Backend change(Backend now, String version) throws Exception;

    @Override
    void close() throws IOException;

    /** A driver of Slipway: added, all requests at once, drained, let go, and then killed without a warning. */
    record Switching(Front front) implements Way {
        private static final Duration LONG = Duration.ofSeconds(30);

        static Switching begin(Front front, Backend first) throws Exception {
            Switching way = new Switching(front);
            way.apply(
                    RoutePlan.only(pool(first), List.of(first.endpoint())),
                    front.driver().read());
            return way;
        }

        static PoolId pool(Backend backend) {
            return new PoolId(backend.version());
        }

        Live apply(RoutePlan plan, Live from) throws InterruptedException {
            return front.driver().apply(plan, from.generation()) instanceof Applying.Applied(Live live)
                    ? live
                    : refused(plan);
        }

        private static Live refused(RoutePlan plan) {
            throw new IllegalStateException("refused: " + plan);
        }

        void drain(PoolId pool) throws InterruptedException {
            if (!front.driver().drain(pool, LONG, LONG).equals(new Draining.Drained())) {
                throw new IllegalStateException(pool + " is not drained");
            }
        }

        @Override
        public int port() {
            return front.port();
        }

        @Override
        public Backend change(Backend now, String version) throws Exception {
            Backend next = Backend.start(version);
            Live live = front.driver().read();
            live = apply(live.plan().with(pool(next), List.of(next.endpoint())), live);
            live = apply(live.plan().shifted(pool(next), Share.WHOLE), live);
            drain(pool(now));
            apply(live.plan().without(pool(now)), live);
            now.kill();
            return next;
        }

        @Override
        public void close() throws IOException {
            front.close();
        }
    }

    /** Slipway's proxy lets requests wait while the version is killed and started at its port. */
    record Holding(Switching inner) implements Way {
        @Override
        public int port() {
            return inner.port();
        }

        @Override
        public Backend change(Backend now, String version) throws Exception {
            Live live = inner.front().driver().read();
            PoolId only = live.plan().leading().orElseThrow();
            Live held = inner.apply(live.plan().in(new Mode.Hold(Duration.ofSeconds(30), 1000)), live);
            inner.drain(only);
            now.kill();
            Backend next = Backend.start(version, now.endpoint().port());
            inner.apply(held.plan().in(new Mode.Serve()), held);
            return next;
        }

        @Override
        public void close() throws IOException {
            inner.close();
        }
    }

    /** Killed and started again at its port, with nobody, or somebody who knows nothing of it, in front. */
    record Restarting(int port, AutoCloseable before) implements Way {
        @Override
        public Backend change(Backend now, String version) throws Exception {
            now.kill();
            return Backend.start(version, now.endpoint().port());
        }

        @Override
        public void close() throws IOException {
            try {
                before.close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
