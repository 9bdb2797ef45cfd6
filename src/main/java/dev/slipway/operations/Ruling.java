package dev.slipway.operations;

import dev.slipway.run.Event;
import java.util.List;

/** What becomes of a request. */
public sealed interface Ruling {

    record Granted(List<Event> events) implements Ruling {
        public Granted {
            events = List.copyOf(events);
        }

        Granted(Event event) {
            this(List.of(event));
        }
    }

    /** One sentence, and what to do. */
    record Refused(String says, String help) implements Ruling {}
}
