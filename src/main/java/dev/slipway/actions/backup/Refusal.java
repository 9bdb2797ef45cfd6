package dev.slipway.actions.backup;

/** The world will not have it: one sentence for the operator, without a full stop. It ends as an outcome of the step. */
final class Refusal extends Exception {
    Refusal(String why) {
        super(why);
    }

    Refusal(String why, Throwable cause) {
        super(why, cause);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
