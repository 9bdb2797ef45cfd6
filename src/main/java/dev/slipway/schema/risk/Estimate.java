package dev.slipway.schema.risk;

import java.util.Locale;

/**
 * How long something holds its table, with what that is reckoned from. The rates are of a server of middling size whose disk is
 * not busy with other things; whoever reads an estimate reads its basis with it.
 */
record Estimate(double seconds, String basis) {
    private static final double SCAN = 200e6;
    private static final double BUILD = 50e6;
    private static final double REWRITE = 50e6;
    private static final double ROWS = 20_000;

    static Estimate of(Touch.Work work, Catalogue.Size size) {
        return switch (work) {
            case NOTHING, SOME -> new Estimate(0, "");
            case SCAN -> bytes(size.bytes(), SCAN);
            case BUILD -> bytes(size.bytes(), BUILD);
            case REWRITE -> bytes(size.bytes() + size.indexes(), REWRITE);
            case ROWS ->
                new Estimate(
                        size.rows() / ROWS,
                        String.format(Locale.ROOT, "%,d rows at %,.0f a second", size.rows(), ROWS));
        };
    }

    private static Estimate bytes(long bytes, double rate) {
        return new Estimate(bytes / rate, size(bytes) + " at " + Math.round(rate / 1e6) + " MB/s");
    }

    static String size(long bytes) {
        if (bytes >= 1_000_000_000) {
            return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
        }
        return bytes >= 1_000_000 ? Math.round(bytes / 1e6) + " MB" : Math.round(bytes / 1e3) + " kB";
    }

    @Override
    public String toString() {
        String time = seconds < 1
                ? "less than a second"
                : seconds < 120
                        ? "about " + Math.round(seconds) + " s"
                        : "about " + Math.round(seconds / 60) + " minutes";
        return basis.isEmpty() ? time : time + " (" + basis + ")";
    }
}
