package dev.slipway.bench;

import dev.slipway.hands.Evidence;
import dev.slipway.hands.FrontEvidence;
import dev.slipway.hands.Traffic;
import dev.slipway.hands.Traffic.Applying;
import dev.slipway.judge.Arms;
import dev.slipway.judge.Judge;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Rules;
import dev.slipway.judge.Rules.WarmUp;
import dev.slipway.judge.Tape;
import dev.slipway.judge.Verdict;
import dev.slipway.judge.Verdict.State;
import dev.slipway.report.VerdictText;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.traffic.Backend;
import dev.slipway.traffic.Front;
import dev.slipway.traffic.Load.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Two real versions behind a real proxy, 100 requests a second at instants of their own, and the judge who watches four times a
 * second as {@code deploy.process} does. 1 % of the requests of both fail, until the new version becomes another one.
 */
public final class RealRelease implements AutoCloseable {
    private static final PoolId OLD = new PoolId("v1");
    private static final PoolId NEW = new PoolId("v2");
    private static final long LOOK_NANOS = 250_000_000;
    private static final double PER_SECOND = 100;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Traffic driver;
    private final Backend old;
    private final Backend young;
    private final double share;
    private final ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean over;

    /** What becomes of the new version: a question that turns it. */
    public enum Turn {
        STAYS("/?fails=10", "nothing changes"),
        FAILS("/?fails=100", "errors 1 to 10 %"),
        SLOWER("/?slower=200", "twice as slow");

        private final String asked;
        private final String words;

        Turn(String asked, String words) {
            this.asked = asked;
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * @param early stopped before anything had changed: a false alarm
     * @param after from the change to the verdict; empty when it was not stopped
     * @param requests of the new version, from the beginning
     */
    public record Watched(boolean early, Optional<Duration> after, long requests, State state, String says) {}

    private RealRelease(Traffic driver, Backend old, Backend young, double share) {
        this.driver = driver;
        this.old = old;
        this.young = young;
        this.share = share;
    }

    /** @param permille of the requests that come to the new version */
    public static RealRelease behind(Front front, int permille) throws IOException, InterruptedException {
        Backend old = Backend.start("v1");
        Backend young = Backend.start("v2");
        RealRelease release = new RealRelease(front.driver(), old, young, permille / 1000.0);
        Answer.to(old.endpoint().port(), "GET", Turn.STAYS.asked);
        Answer.to(young.endpoint().port(), "GET", Turn.STAYS.asked);
        RoutePlan plan = RoutePlan.only(OLD, List.of(old.endpoint()))
                .with(NEW, List.of(young.endpoint()))
                .shifted(NEW, permille);
        Applying applied = front.driver().apply(plan, front.driver().read().generation());
        if (!(applied instanceof Applying.Applied)) {
            throw new IOException("the proxy refuses: " + applied);
        }
        release.visitors.execute(() -> release.visit(front.port()));
        return release;
    }

    /** Whatever the answers do, the next request leaves at its own instant. */
    private void visit(int port) {
        Random random = new Random(11);
        long next = System.nanoTime();
        while (!over) {
            int wait = (int) Math.round(20 * Math.exp(0.6 * random.nextGaussian()));
            visitors.execute(() -> ask(port, wait));
            next += Math.round(-Math.log(1 - random.nextDouble()) / PER_SECOND * 1e9);
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private static void ask(int port, int wait) {
        try {
            Answer.to(port, "GET", "/?wait=" + wait);
        } catch (IOException _) {
            // The proxy has counted it.
        }
    }

    /** A release from its beginning: healthy for so long, then as it is turned, for at most as long as {@code within}. */
    public Watched watch(Duration healthy, Turn turn, Duration within) throws IOException, InterruptedException {
        Judge judge = new Judge(Rules.usual().with(WarmUp.NONE));
        Evidence evidence = new FrontEvidence(driver, NEW, OLD);
        Tape tape = new Tape();
        long began = System.nanoTime();
        Optional<Long> turned = Optional.empty();
        try {
            while (true) {
                Duration at = Duration.ofNanos(System.nanoTime() - began);
                if (turned.isEmpty() && at.compareTo(healthy) >= 0) {
                    Answer.to(young.endpoint().port(), "GET", turn.asked);
                    turned = Optional.of(System.nanoTime());
                }
                judge.see(poll(evidence, tape, at));
                Verdict verdict = judge.verdict();
                boolean stopped = verdict.state() == State.REGRESSION;
                if (stopped || at.compareTo(healthy.plus(within)) >= 0) {
                    boolean alarmed = stopped && turned.isPresent();
                    Optional<Duration> after =
                            alarmed ? turned.map(from -> Duration.ofNanos(System.nanoTime() - from)) : Optional.empty();
                    return new Watched(
                            stopped && turned.isEmpty(),
                            after,
                            verdict.requests(),
                            verdict.state(),
                            new VerdictText("v2", "v1").sentence(verdict));
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } finally {
            Answer.to(young.endpoint().port(), "GET", Turn.STAYS.asked);
            Answer.to(young.endpoint().port(), "GET", "/?slower=100");
        }
    }

    private Poll poll(Evidence evidence, Tape tape, Duration at) throws InterruptedException {
        return switch (evidence.look(LIMIT)) {
            case Evidence.Looked.Counted counted ->
                tape.next(at, new Arms(counted.candidate(), counted.baseline(), share));
            case Evidence.Looked.Silent(String why) -> Poll.silent(at, why);
        };
    }

    @Override
    public void close() {
        over = true;
        visitors.close();
        old.close();
        young.close();
    }
}
