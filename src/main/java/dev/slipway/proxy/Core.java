package dev.slipway.proxy;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What all connections of one front share. */
final class Core {
    private final Routing routing;
    private final Limits limits;
    private final AtomicLong connections = new AtomicLong();
    private final Map<Integer, LongAdder> own = new ConcurrentHashMap<>();
    private final LongAdder notTaken = new LongAdder();
    private volatile boolean leaving;

    Core(Routing routing, Limits limits) {
        this.routing = routing;
        this.limits = limits;
    }

    Routing routing() {
        return routing;
    }

    Limits limits() {
        return limits;
    }

    /** Whether each answer is to be the last of its connection, because another process serves now, or nobody will. */
    boolean isLeaving() {
        return leaving;
    }

    void leave() {
        leaving = true;
    }

    AtomicLong connections() {
        return connections;
    }

    /** How often a connection could not be taken because no file was left to open. */
    LongAdder notTaken() {
        return notTaken;
    }

    /** An answer of the proxy's own, which belongs to no version. */
    void answeredItself(int code) {
        own.computeIfAbsent(code, _ -> new LongAdder()).increment();
    }

    Map<Integer, Long> ownAnswers() {
        Map<Integer, Long> all = new TreeMap<>();
        own.forEach((code, count) -> all.put(code, count.sum()));
        return all;
    }
}
