package dev.slipway.proxy;

import java.util.Optional;

/** A request's claim on a version, from the moment it is granted to {@link #release}: what is counted of it goes through here. */
final class Claimed {
    private final Table table;
    private final Pool pool;
    private final long begun;
    private final Origin origin;
    private boolean stream;
    private boolean released;

    /** Who a request is from. All of them are with a version while they last; what becomes of them is counted of visitors. */
    enum Origin {
        VISITOR,
        LOAD
    }

    /** @param begun when the request came, which may be long before the claim */
    Claimed(Claim.Granted granted, long begun, Origin origin) {
        this.table = granted.table();
        this.pool = granted.pool();
        this.begun = begun;
        this.origin = origin;
        if (isCounted()) {
            pool.tally().waits(this, begun);
        }
    }

    Pool pool() {
        return pool;
    }

    boolean isStream() {
        return stream;
    }

    void answered(int code) {
        if (!stream && isCounted()) {
            pool.tally().waitsNoMore(this);
            pool.tally().answered(code, System.nanoTime() - begun);
        }
    }

    /** A stream counts as answered when it begins: its end says nothing of the version. */
    void becomeStream(int code) {
        answered(code);
        stream = true;
        pool.tally().enterStream();
    }

    void unreachable() {
        if (isCounted()) {
            pool.tally().unreachable();
        }
    }

    void broken() {
        if (!stream && !released && isCounted()) {
            pool.tally().broken();
        }
    }

    void aborted() {
        if (!stream && !released && isCounted()) {
            pool.tally().aborted();
        }
    }

    private boolean isCounted() {
        return origin == Origin.VISITOR;
    }

    void release() {
        if (released) {
            return;
        }
        released = true;
        pool.tally().lost(this, System.nanoTime() - begun);
        if (stream) {
            pool.tally().leaveStream();
        } else {
            pool.tally().leave();
        }
    }

    Optional<String> cookie(Asked asked, Peer peer) {
        return table.cookieFor(pool, asked, peer.isEncrypted());
    }
}
