package dev.slipway.engine;

import dev.slipway.hands.Journal.Holder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether the process that holds a lease is still there. */
public sealed interface Liveness {

    record Alive() implements Liveness {}

    record Dead(String how) implements Liveness {}

    /** It is on another host, and only its own heart-beat could tell. */
    record Elsewhere(String host) implements Liveness {}

    /** Start times are compared within this: hosts round them to clock ticks. */
    Duration TICK = Duration.ofSeconds(1);

    static Liveness of(Holder holder, Holder self) {
        if (!holder.host().equals(self.host())) {
            return new Elsewhere(holder.host());
        }
        if (!holder.boot().equals(self.boot())) {
            return new Dead("the machine restarted");
        }
        Optional<ProcessHandle> process = ProcessHandle.of(holder.pid()).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return new Dead("process " + holder.pid() + " is gone");
        }
        Optional<Instant> started = process.get().info().startInstant();
        boolean other = started.isPresent()
                && Duration.between(started.get(), holder.startedAt()).abs().compareTo(TICK) > 0;
        return other ? new Dead("process " + holder.pid() + " is another one now") : new Alive();
    }
}
