package dev.slipway.judge;

import java.time.Duration;

/** One sequential test of one gauge. */
sealed interface Trial permits RateTrial, TimeTrial, ShareTrial, PastTrial {

    void openStart();

    void see(Duration at, Arms arms);

    double logE();

    /** Whether what it saw is more than one burst. */
    boolean persists();

    /** What it says for people, with intervals at the confidence 1 − alpha. */
    Exhibit exhibit(double weight, double alpha);
}
