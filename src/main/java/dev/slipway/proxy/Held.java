package dev.slipway.proxy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The requests that wait for another table. Once let go it takes no more: who comes then reads the new table. */
final class Held {
    private final int most;
    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private boolean over;

    /** A request that waits; {@link #resume} is called once, on any thread. */
    interface Waiting {
        void resume();
    }

    enum Taking {
        WAITS,
        FULL,
        /** The table is no longer the one in force. */
        OVER
    }

    Held(int most) {
        this.most = most;
    }

    synchronized Taking take(Waiting request) {
        if (over) {
            return Taking.OVER;
        }
        if (waiting.size() >= most) {
            return Taking.FULL;
        }
        waiting.add(request);
        return Taking.WAITS;
    }

    /** Its client is gone, or its time is up; false when it was let go before. */
    synchronized boolean drop(Waiting request) {
        return waiting.remove(request);
    }

    synchronized int size() {
        return waiting.size();
    }

    void letGo() {
        List<Waiting> all;
        synchronized (this) {
            over = true;
            all = new ArrayList<>(waiting);
            waiting.clear();
        }
        all.forEach(Waiting::resume);
    }
}
