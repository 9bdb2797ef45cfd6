package dev.slipway.engine;

import dev.slipway.base.StepId;
import dev.slipway.hands.Journal.Ask;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.operations.Request;
import dev.slipway.operations.RequestJson;
import dev.slipway.operations.Ruling;
import dev.slipway.operations.Rulings;
import dev.slipway.operations.Standing;
import dev.slipway.plan.PlannedStep;
import dev.slipway.run.Conductor;
import dev.slipway.run.Event;
import dev.slipway.run.Order;
import dev.slipway.run.Order.Direction;
import dev.slipway.run.Run;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Moves one run: takes what was asked and what hands report, asks the conductor, obeys, and rests when nothing can be done
 * now. Starts no thread and never waits; {@link Mover} turns it, and so does the simulator. Recovery is not a case of its own:
 * a step that was begun and is not in hand is simply found again.
 */
final class RunLoop {

    sealed interface Rest {
        /** Turn again at that time, or when told. */
        record Until(Instant when) implements Rest {}

        /** Something is in hand, and will report. */
        record Busy() implements Rest {}

        /** Only a person can move it on. */
        record Asking() implements Rest {}

        record Over() implements Rest {}

        /** Another process moves it. */
        record Lost() implements Rest {}
    }

    /** {@link Conductor#next}, and in tests of the simulator a law with a mistake in it. */
    interface Law {
        List<Order> next(Run run, Instant now, Set<StepId> underway);
    }

    private final Law law;
    private final Logbook book;
    private final Crew crew;
    private final InstantSource clock;
    private final Inbox inbox;
    /** Steps that this process holds, with the attempt that it holds. */
    private final Map<StepId, Integer> inHand = new HashMap<>();

    RunLoop(Logbook book, Crew crew, InstantSource clock, Inbox inbox) {
        this(Conductor::next, book, crew, clock, inbox);
    }

    RunLoop(Law law, Logbook book, Crew crew, InstantSource clock, Inbox inbox) {
        this.law = law;
        this.book = book;
        this.crew = crew;
        this.clock = clock;
        this.inbox = inbox;
    }

    Run run() {
        return book.run();
    }

    Lease lease() {
        return book.lease();
    }

    /** Goes as far as it can without waiting. */
    Rest turn() {
        try {
            while (true) {
                takeReports();
                takeAsks();
                List<Order> orders = law.next(run(), clock.instant(), inHand.keySet());
                if (orders.isEmpty() || orders.getFirst() instanceof Order.WakeAt) {
                    return rest(orders);
                }
                obey(orders.getFirst());
            }
        } catch (Logbook.LeaseLostException _) {
            crew.letGo();
            return new Rest.Lost();
        }
    }

    private Rest rest(List<Order> orders) {
        book.flush();
        if (run().ended().isPresent()) {
            crew.over(run());
            return new Rest.Over();
        }
        if (!orders.isEmpty() && orders.getFirst() instanceof Order.WakeAt wake) {
            return new Rest.Until(wake.when());
        }
        return inHand.isEmpty() ? new Rest.Asking() : new Rest.Busy();
    }

    private void obey(Order order) {
        switch (order) {
            case Order.Write write -> book.note(write.event());
            case Order.Begin begin -> {
                book.write(begin.intent());
                crew.begin(run(), hold(begin.intent().step()), Direction.FORWARD, inbox::put);
            }
            case Order.BeginUndo begin -> {
                book.write(begin.intent());
                crew.begin(run(), hold(begin.intent().step()), Direction.BACK, inbox::put);
            }
            case Order.Halt halt -> {
                book.write(halt.intent());
                crew.stop(step(halt.intent().step()), halt.intent().stop());
            }
            case Order.Find find -> {
                book.flush();
                crew.find(run(), hold(find.step()), find.direction(), inbox::put);
            }
            case Order.Look look -> {
                book.flush();
                crew.look(run(), hold(look.step()), inbox::put);
            }
            case Order.WakeAt _ -> throw new IllegalStateException("to wake is to rest first");
        }
    }

    private PlannedStep hold(StepId step) {
        inHand.put(step, run().progress(step).attempt());
        return step(step);
    }

    private PlannedStep step(StepId id) {
        return run().itinerary().step(id);
    }

    private void takeReports() {
        for (Optional<Report> next = inbox.poll(); next.isPresent(); next = inbox.poll()) {
            Report report = next.get();
            Optional<Event> event = Reports.event(run(), report, clock.instant());
            if (event.isPresent()) {
                book.note(event.get());
            }
            if (!(report instanceof Report.Noted)) {
                inHand.remove(report.step(), report.attempt());
            }
        }
    }

    /** Whether nothing but a person's word, or a deadline for it, is waited for. */
    boolean onlyPeople() {
        return inHand.isEmpty()
                && (Standing.of(run()) instanceof Standing.Asking || Standing.of(run()) instanceof Standing.Paused);
    }

    void write(Event event) {
        book.write(event);
    }

    void letGo() {
        crew.letGo();
    }

    void takeAsks() {
        if (!inbox.takeBell()) {
            return;
        }
        for (Ask ask : book.asks()) {
            Request request = RequestJson.read(ask.text());
            List<Event> events = switch (Rulings.on(run(), request, clock.instant())) {
                case Ruling.Granted granted -> granted.events();
                case Ruling.Refused refused ->
                    List.of(new Event.RequestRefused(clock.instant(), request.by(), refused.says()));
            };
            book.write(new ArrayList<>(events), List.of(ask.id()));
        }
    }
}
