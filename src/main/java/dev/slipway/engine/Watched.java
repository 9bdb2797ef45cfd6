package dev.slipway.engine;

import dev.slipway.run.Run;
import java.util.function.BiConsumer;

/** Tells a lookout what has been written, with the run that it made. */
record Watched(Lookout lookout) implements BiConsumer<Recorded, Run> {
    @Override
    public void accept(Recorded recorded, Run after) {
        lookout.recorded(recorded, after);
    }
}
