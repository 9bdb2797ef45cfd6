package dev.slipway.proxy;

import dev.slipway.route.Buckets;
import dev.slipway.route.Counts;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of one version. */
final class Tally {
    private static final int CLASSES = 5;

    /** One number, not an adder: a sum over cells may miss a request that is there, and a drain ends at 0. */
    private final AtomicLong inFlight = new AtomicLong();

    private final AtomicLong streams = new AtomicLong();
    private final LongAdder[] answered = new LongAdder[CLASSES];
    private final LongAdder unreachable = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final LongAdder aborted = new LongAdder();
    private final AtomicLongArray times = new AtomicLongArray(Buckets.COUNT);
    /** Of requests that ended without an answer. */
    private final AtomicLongArray lost = new AtomicLongArray(Buckets.COUNT);
    /** When requests began that have no answer yet. */
    private final Map<Object, Long> waiting = new ConcurrentHashMap<>();

    Tally() {
        for (int i = 0; i < CLASSES; i++) {
            answered[i] = new LongAdder();
        }
    }

    void enter() {
        inFlight.incrementAndGet();
    }

    void leave() {
        inFlight.decrementAndGet();
    }

    /** A request became a stream: it is counted there before it is not counted here. */
    void enterStream() {
        streams.incrementAndGet();
        inFlight.decrementAndGet();
    }

    void leaveStream() {
        streams.decrementAndGet();
    }

    void waits(Object request, long begun) {
        waiting.put(request, begun);
    }

    /** It has its answer, or is no request any more. */
    void waitsNoMore(Object request) {
        waiting.remove(request);
    }

    /** It ended, and never had one. */
    void lost(Object request, long nanos) {
        if (waiting.remove(request) != null) {
            lost.incrementAndGet(Buckets.index(nanos / 1000));
        }
    }

    void answered(int code, long nanos) {
        answered[Math.clamp(code / 100, 1, CLASSES) - 1].increment();
        times.incrementAndGet(Buckets.index(nanos / 1000));
    }

    void unreachable() {
        unreachable.increment();
    }

    void broken() {
        broken.increment();
    }

    void aborted() {
        aborted.increment();
    }

    boolean isUnused() {
        return inFlight.get() == 0 && streams.get() == 0;
    }

    Counts counts() {
        // In this order: what moves from one to the other in between is seen twice, never not at all.
        long flying = inFlight.get();
        long streaming = streams.get();
        long[] copy = new long[Buckets.COUNT];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = times.get(i);
        }
        return new Counts(
                new Counts.Answered(
                        answered[0].sum(), answered[1].sum(), answered[2].sum(), answered[3].sum(), answered[4].sum()),
                unreachable.sum(),
                broken.sum(),
                aborted.sum(),
                Optional.of(Buckets.of(copy)),
                flying,
                streaming,
                Optional.of(unanswered()));
    }

    /** Read after the answers: what moves in between is missing for a moment, and never seen twice. */
    private Buckets unanswered() {
        long[] all = new long[Buckets.COUNT];
        for (int i = 0; i < all.length; i++) {
            all[i] = lost.get(i);
        }
        long now = System.nanoTime();
        waiting.values().forEach(begun -> all[Buckets.index(Math.max(0, now - begun) / 1000)]++);
        return Buckets.of(all);
    }
}
