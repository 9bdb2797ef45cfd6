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

    /** Clocks are set, and then what was to come in an hour is due: nobody sleeps longer. */
    private static final Duration NAP = Duration.ofSeconds(5);

    private final Journal journal;
    private final Watch watch;
    private final Lease lease;
    private final RunLoop loop;
    private final Inbox inbox;
    private final InstantSource clock;
    private volatile Run seen;
    private volatile boolean turned;

    Mover(Journal journal, Watch watch, RunLoop loop, Inbox inbox, InstantSource clock) {
        this.journal = journal;
        this.watch = watch;
        this.lease = loop.lease();
        this.loop = loop;
        this.inbox = inbox;
        this.clock = clock;
        this.seen = loop.run();
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

    /** Whether what was asked before has been taken up: until then {@link #run} is as it was left. */
    public boolean hasTurned() {
        return turned;
    }

    public Stop move(Patience patience) throws InterruptedException {
        watch.join(lease, inbox);
        try {
            while (true) {
                RunLoop.Rest rest = loop.turn();
                seen = loop.run();
                turned = true;
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
                    case RunLoop.Rest.Asking _, RunLoop.Rest.Busy _ -> inbox.await(NAP);
                    case RunLoop.Rest.Until until -> {
                        if (patience == Patience.LEAVE && loop.onlyPeople()) {
                            return Stop.ASKING;
                        }
                        inbox.await(shorter(Duration.between(clock.instant(), until.when())));
                    }
                }
                if (inbox.isLost()) {
                    loop.letGo();
                    return Stop.LOST;
                }
            }
        } finally {
            watch.leave(lease);
        }
    }

    /** One millisecond more, so that the time has come when we wake. */
    private static Duration shorter(Duration wait) {
        Duration rounded = wait.isNegative() ? Duration.ZERO : wait.plusMillis(1);
        return rounded.compareTo(NAP) < 0 ? rounded : NAP;
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
