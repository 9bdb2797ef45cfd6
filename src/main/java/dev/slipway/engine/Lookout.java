package dev.slipway.engine;

import dev.slipway.base.StepId;
import dev.slipway.report.Drawing;
import dev.slipway.run.Run;

/** Watches one run. Called from the engine's threads; must be quick and must not throw. */
public interface Lookout {

    /** Something has been written; {@code after} is the run as it is now. */
    void recorded(Recorded recorded, Run after);

    /** One masked line of a step's output. */
    void output(StepId step, String line, boolean error);

    /** Whether anything is drawn; a drawing that nobody sees is not made. */
    default boolean draws() {
        return false;
    }

    /** How a step stands, instead of what it has shown before; masked. */
    default void shows(StepId step, Drawing drawing) {}

    static Lookout none() {
        return new Lookout() {
            @Override
            public void recorded(Recorded recorded, Run after) {
                // nobody looks
            }

            @Override
            public void output(StepId step, String line, boolean error) {
                // nobody looks
            }
        };
    }
}
