package dev.slipway.report;

/** {@code 1 step}, {@code 2 steps}. */
final class Count {
    private Count() {}

    static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
