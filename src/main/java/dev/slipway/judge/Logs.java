package dev.slipway.judge;

/** Arithmetic on logarithms, where the numbers themselves would be too large or too small. */
final class Logs {
    private static final double[] STIRLING = {
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
    };

    private Logs() {}

    /** ln(eᵃ + eᵇ). */
    static double add(double a, double b) {
        double high = Math.max(a, b);
        return high == Double.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high));
    }

    static double sum(double... logs) {
        double high = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            high = Math.max(high, log);
        }
        if (high == Double.NEGATIVE_INFINITY) {
            return high;
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - high);
        }
        return high + Math.log(sum);
    }

    /** ln Γ(x) for x > 0, to 14 digits: Stirling's series, moved up to where it is exact enough. */
    static double gamma(double x) {
        double shift = 0;
        double at = x;
        while (at < 12) {
            shift += Math.log(at);
            at++;
        }
        double series = 0;
        double power = at;
        for (double term : STIRLING) {
            series += term / power;
            power *= at * at;
        }
        return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift;
    }

    /** ln B(a, b). */
    static double beta(double a, double b) {
        return gamma(a) + gamma(b) - gamma(a + b);
    }
}
