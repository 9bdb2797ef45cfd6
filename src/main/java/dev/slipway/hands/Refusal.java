package dev.slipway.hands;

import dev.slipway.run.Outcome;
import java.io.IOException;

/** The world will not have it: one sentence for the operator, without a full stop. It ends as an outcome of the step. */
public final class Refusal extends Exception {
    public Refusal(String why) {
        super(why);
    }

    public Refusal(String why, Throwable cause) {
        super(why, cause);
    }

    public String why() {
        return String.valueOf(getMessage());
    }

    /** What a step does, unless something refuses it. */
    public interface Work {
        Outcome outcome() throws Refusal, IOException, InterruptedException;
    }

    /** What refuses it is how it has failed. */
    public static Outcome orFailed(Work work) throws InterruptedException {
        try {
            return work.outcome();
        } catch (Refusal refusal) {
            return new Outcome.Failed(refusal.why());
        } catch (IOException e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        }
    }
}
