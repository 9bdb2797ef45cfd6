package dev.slipway.judge;

import java.util.Optional;

/**
 * What a baseline counted before the release: all there is when nothing of the old version serves beside the new one. That it
 * still holds is an assumption, not a guarantee.
 *
 * @param failures among {@code requests}
 * @param times empty where the source did not say
 * @param dispersion of failures
 * @param slowDispersion of slow requests
 */
public record Past(long requests, long failures, Optional<Times> times, double dispersion, double slowDispersion) {
    public Past {
        if (failures < 0 || failures > requests || !(dispersion >= 1) || !(slowDispersion >= 1)) {
            throw new IllegalArgumentException("no baseline: %d of %d failed, dispersion %s and %s"
                    .formatted(failures, requests, dispersion, slowDispersion));
        }
    }
}
