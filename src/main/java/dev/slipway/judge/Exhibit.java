package dev.slipway.judge;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a verdict rests on: one gauge, both arms, and how much speaks against the candidate.
 *
 * @param rule what was tested, as a trigger or in words: {@code error-rate > 5% immediately}
 * @param candidate empty where it had no requests
 * @param baseline empty where there is none, or it had no requests
 * @param logE the evidence in nats
 * @param weight its part of the whole
 * @param note what one has to know to read it, such as the tolerance that coarse buckets leave; may be empty
 */
public record Exhibit(
        Gauge gauge,
        String rule,
        Optional<Figure> candidate,
        Optional<Figure> baseline,
        double logE,
        double weight,
        String note,
        Outlook outlook) {

    /** A rate that nobody would want to serve, and that a verdict must have been able to see. */
    static final double GROSS = 0.1;

    /**
     * @param needs about how many more requests of the candidate it takes to convict at these rates; empty while they are tolerated
     * @param revealed the lowest rate of the candidate that would have been seen by now; 1 where none would, NaN where none can be told
     * @param more requests of the candidate until a rate of {@link #GROSS} would have been seen
     */
    public record Outlook(OptionalLong needs, double revealed, OptionalLong more) {
        static final Outlook NONE = new Outlook(OptionalLong.empty(), Double.NaN, OptionalLong.empty());
    }

    /**
     * Of one arm.
     *
     * @param value a rate, or seconds
     * @param requests that it was taken from
     */
    public record Figure(double value, Interval interval, long requests) {

        static Optional<Figure> rate(long requests, long bad, double alpha) {
            return requests == 0
                    ? Optional.empty()
                    : Optional.of(new Figure((double) bad / requests, Interval.of(requests, bad, alpha), requests));
        }

        static Optional<Figure> time(Times times, double level, double alpha) {
            return times.quantile(level).isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Figure(
                            times.quantile(level).getAsDouble(),
                            Interval.ofQuantile(times, level, alpha),
                            times.total()));
        }
    }

    /** Whether it convicts for itself, with the false-alarm guarantee of the whole. */
    public boolean convicts(double alpha) {
        return logE + Math.log(weight) >= -Math.log(alpha);
    }

    /** Less evidence than this is chance on every second look. */
    private static final double LEANING = 0.5;

    /** Whether something speaks for it that the candidate is worse than is tolerated, and a verdict is near. */
    public boolean looksWorse() {
        long seen = candidate.map(Figure::requests).orElse(0L);
        return logE > LEANING && outlook.needs().isPresent() && outlook.needs().getAsLong() <= 1000 + 10 * seen;
    }
}
