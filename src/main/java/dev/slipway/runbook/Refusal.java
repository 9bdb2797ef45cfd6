package dev.slipway.runbook;

/** Why a step cannot be performed as it is written: from where to where in its text, what is wrong, and what to do. */
record Refusal(int from, int to, String says, String help) {
    static Refusal of(CommandLine line, String says, String help) {
        return new Refusal(
                line.spans().getFirst().start(), line.spans().getLast().end(), says, help);
    }
}
