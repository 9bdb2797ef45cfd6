package dev.slipway.hands;

import dev.slipway.base.Data;
import dev.slipway.plan.Declared;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import java.util.List;

/**
 * What a typed step does to the world. One file an action: its parameters record, preview, perform, undo, look. It does and
 * looks; it never decides, and knows nothing of the run.
 */
public interface Action<P extends Record> extends Declared {

    /** What it will ask of fronts, looked at before the first step of a run. Parameters may still hold {@code ${…}} in texts. */
    default List<Demand> demands(Data.Mapping parameters) {
        return List.of();
    }

    Outcome perform(P parameters, Site site) throws InterruptedException;

    /** Takes it back; right also for an action only begun. Called only if {@link #undoPreview} is present. */
    default Outcome undo(P parameters, Site site) throws InterruptedException {
        throw new UnsupportedOperationException(name() + " has no undo");
    }

    /** Whether it was done, found out after a crash. */
    default Sighting look(P parameters, Site site) throws InterruptedException {
        return new Sighting.Unknown("nothing shows whether " + name() + " was done");
    }
}
