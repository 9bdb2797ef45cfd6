package dev.slipway.route;

/** What marks a request of a load test, so that nobody takes it for a visitor's. */
public final class LoadMark {
    /** Its value is the run that makes the load. */
    public static final String HEADER = "X-Slipway-Load";

    private LoadMark() {}
}
