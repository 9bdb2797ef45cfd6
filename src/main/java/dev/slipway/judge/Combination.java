package dev.slipway.judge;

/** One evidence of several about the same requests: never multiplied, since they are not independent. */
public final class Combination {
    private Combination() {}

    /** ln Σ wE; the weights add up to 1. */
    public static double weighted(double[] logs, double[] weights) {
        double[] shares = new double[logs.length];
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            shares[i] = logs[i] + Math.log(weights[i]);
            sum += weights[i];
        }
        if (Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException("the weights add up to " + sum + ", not 1");
        }
        return Logs.sum(shares);
    }

    static double mean(double[] logs) {
        return Logs.sum(logs) - Math.log(logs.length);
    }
}
