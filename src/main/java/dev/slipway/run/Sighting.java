package dev.slipway.run;

import dev.slipway.base.Data;
import java.util.Map;

/** What looking at the world showed about a step in doubt. */
public sealed interface Sighting {

    record Applied(Map<String, Data> outputs) implements Sighting {
        public Applied {
            outputs = Map.copyOf(outputs);
        }
    }

    record Absent() implements Sighting {}

    record Unknown(String why) implements Sighting {}
}
