package dev.slipway.postgres;

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
}
