package dev.slipway.run;

import java.time.Duration;

/** How the record writes small things. */
public final class Words {
    private Words() {}

    /** {@code 0.4 s}, {@code 42 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String duration(Duration time) {
        long seconds = time.toSeconds();
        if (time.toMillis() < 10_000) {
            long tenths = Math.round(time.toMillis() / 100.0);
            return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        return seconds / 3600 + " h" + (seconds / 60 % 60 == 0 ? "" : " " + seconds / 60 % 60 + " min");
    }
}
