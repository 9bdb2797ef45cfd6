package dev.slipway.operations;

import dev.slipway.base.Data;
import dev.slipway.base.RunId;
import dev.slipway.run.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events as the journal keeps them: one JSON object each, {@code {"event":"step-started","at":…,"step":…}}. */
public final class EventJson {
    private static final RecordData<Event> CODEC = new RecordData<>(Event.class, "event");

    private EventJson() {}

    public static String write(Event event) {
        return CODEC.write(event).json();
    }

    /** Throws {@link IllegalArgumentException} for a text that {@link #write} did not write. */
    public static Event read(String text) {
        if (!(Json.read(text) instanceof Data.Mapping data)) {
            throw new IllegalArgumentException("not an event: " + text);
        }
        return CODEC.read(data);
    }

    /** A line of {@code --json}: the journal's own event, with the run and its number before it. */
    public static String line(RunId run, long seq, Event event) {
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put("run", Data.of(run.value()));
        entries.put("seq", Data.of(seq));
        entries.putAll(CODEC.write(event).entries());
        return new Data.Mapping(entries).json();
    }
}
