package dev.slipway.proxy;

import java.time.Duration;

/**
 * How long anything may take, and how much there may be of it. Each is a bound on what a client or a version that
 * misbehaves can hold on to.
 *
 * @param head from the first byte of a request to the end of its head; browsers need milliseconds
 * @param idle a client that sends or takes nothing; longer than the 60 s of most load balancers in front, so that they
 *     close first and never send a request into a closing connection
 * @param connect to a version, which is close by; the rest of the time belongs to the next endpoint
 * @param answer a version that says nothing while it has a request
 * @param pooled an idle connection to a version; below the 5 s after which Node, the hastiest of common servers, closes
 * @param leaving how long a proxy that was handed over or told to stop waits for those it still serves
 */
record Limits(Duration head, Duration idle, Duration connect, Duration answer, Duration pooled, Duration leaving) {

    static final Limits USUAL = new Limits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(75),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofSeconds(4),
            Duration.ofSeconds(30));

    /** As long as other proxies allow; some sign-on tokens in a query come close. */
    static final int REQUEST_LINE = 8 << 10;

    /** A head with large cookies has 8 KB. */
    static final int HEAD = 16 << 10;

    /** Browsers send 20 to 30. */
    static final int HEADERS = 100;

    /** An answer's head may have many Set-Cookie and a long policy. */
    static final int ANSWER_HEAD = 32 << 10;

    static final int ANSWER_HEADERS = 200;

    /** Interim answers before the final one; none needs more than a 100 and a few 103. */
    static final int INTERIM = 10;

    /** What lies in memory for a peer that takes it slowly: above the second reading stops, below the first it goes on. */
    static final int WATER_LOW = 32 << 10;

    static final int WATER_HIGH = 64 << 10;

    /** Idle connections kept for one endpoint by one event loop; those that come back above it are closed. */
    static final int POOLED = 128;

    /** Requests of one HTTP/2 connection at a time, as most servers allow. */
    static final int STREAMS = 100;

    /** How long what a client still sends is thrown away after an early answer, so that the answer is not lost. */
    static final Duration LINGER = Duration.ofSeconds(2);

    /** How often the deadlines above are looked at. */
    static final Duration TICK = Duration.ofMillis(250);

    /** For an answer of another proxy over its control socket; one that hangs is as good as gone. */
    static final Duration STEERED = Duration.ofSeconds(5);

    /** For names of versions' machines to be looked up before a plan is in force; those that take longer follow. */
    static final Duration LOOKED_UP = Duration.ofSeconds(2);

    /** A line on the control socket: a plan with a long maintenance page. */
    static final int CONTROL_LINE = 4 << 20;
}
