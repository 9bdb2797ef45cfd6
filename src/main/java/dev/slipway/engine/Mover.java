package dev.slipway.engine;

import dev.slipway.base.Operator;
import dev.slipway.base.RunId;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.operations.Request;
import dev.slipway.operations.RequestJson;
import dev.slipway.operations.Ruling;
import dev.slipway.operations.Rulings;
import dev.slipway.operations.Standing;
import dev.slipway.run.Event;
import dev.slipway.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Turns the loop of one run, in the thread of whoever calls {@link #move}, and waits between turns. Holds the run's lease
 * until it is closed.
 */
public final class Mover implements AutoCloseable {

    /** Why moving stopped. */
    public enum Stop {
        OVER,
        /** A person's word is needed. */
        ASKING,
        /** Another process moves the run now. */
        LOST
    }

    /** What to do when only a person can move the run on. */
    public enum Patience {
        STAY,
        LEAVE
    }

    /** Well below the time after which a lease on another host looks abandoned. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final Journal journal;
    private final Lease lease;
    private final RunLoop loop;
    private final Inbox inbox;
    private final InstantSource clock;
    private volatile Run seen;
    private Instant renewed;

    Mover(Journal journal, Lease lease, RunLoop loop, Inbox inbox, InstantSource clock) {
        this.journal = journal;
        this.lease = lease;
        this.loop = loop;
        this.inbox = inbox;
        this.clock = clock;
        this.seen = loop.run();
        this.renewed = clock.instant();
    }

    public RunId id() {
        return lease.run();
    }

    /** Who moves it. */
    public Operator operator() {
        return new Operator(lease.holder().operator());
    }

    /** The run as it was after the last turn; any thread may look. */
    public Run run() {
        return seen;
    }

    public Stop move(Patience patience) throws InterruptedException {
        try (Watch watch = new Watch(journal, inbox)) {
            watch.start();
            while (true) {
                RunLoop.Rest rest = loop.turn();
                seen = loop.run();
                switch (rest) {
                    case RunLoop.Rest.Over _ -> {
                        return Stop.OVER;
                    }
                    case RunLoop.Rest.Lost _ -> {
                        return Stop.LOST;
                    }
                    case RunLoop.Rest.Asking _
                    when patience == Patience.LEAVE -> {
                        return Stop.ASKING;
                    }
                    case RunLoop.Rest.Asking _, RunLoop.Rest.Busy _ -> inbox.await(HEARTBEAT);
                    case RunLoop.Rest.Until until -> {
                        if (patience == Patience.LEAVE && loop.onlyPeople()) {
                            return Stop.ASKING;
                        }
                        inbox.await(shorter(Duration.between(clock.instant(), until.when())));
                    }
                }
                if (!beat()) {
                    loop.letGo();
                    return Stop.LOST;
                }
            }
        }
    }

    /** One millisecond more, so that the time has come when we wake. */
    private static Duration shorter(Duration wait) {
        Duration rounded = wait.isNegative() ? Duration.ZERO : wait.plusMillis(1);
        return rounded.compareTo(HEARTBEAT) < 0 ? rounded : HEARTBEAT;
    }

    /** False when another process has the lease now. */
    private boolean beat() {
        Instant now = clock.instant();
        if (now.isAfter(renewed.plus(HEARTBEAT))) {
            renewed = now;
            return journal.renew(lease);
        }
        return true;
    }

    /** Leaves a request; the loop takes it up at its next turn. What is refused is refused at once. */
    public Ruling ask(Request request) {
        Request exact = Standing.exactly(seen, request);
        Ruling ruling = Rulings.on(seen, exact, clock.instant());
        if (ruling instanceof Ruling.Granted) {
            journal.ask(id(), RequestJson.write(exact));
            inbox.ring();
        }
        return ruling;
    }

    /** Writes what becomes of a request without moving the run. */
    public Ruling settle(Request request) {
        Ruling ruling = ask(request);
        if (ruling instanceof Ruling.Granted) {
            loop.takeAsks();
            seen = loop.run();
        }
        return ruling;
    }

    void record(Event event) {
        loop.write(event);
        seen = loop.run();
    }

    @Override
    public void close() {
        loop.letGo();
        journal.release(lease);
    }
}
