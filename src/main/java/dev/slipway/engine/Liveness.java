package dev.slipway.engine;

import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Journal.LeaseRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether the process that holds a lease is still there. */
public sealed interface Liveness {

    record Alive() implements Liveness {}

    record Dead(String how) implements Liveness {}

    /** Its processes cannot be seen from here, on another host or in another container; its heart beats. */
    record Elsewhere(String host) implements Liveness {}

    /** Likewise, but its heart was not heard for a while. Whether it is dead only a person can find out. */
    record Silent(String host) implements Liveness {}

    /** Start times are compared within this: hosts round them to clock ticks. */
    Duration TICK = Duration.ofSeconds(1);

    /** Many beats: a machine under load, or clocks that differ a little, are not silence. */
    Duration SILENCE = Duration.ofMinutes(1);

    /** Whether what is asked of the run is going to be read. */
    default boolean listens() {
        return switch (this) {
            case Alive _, Elsewhere _ -> true;
            case Dead _, Silent _ -> false;
        };
    }

    static Liveness of(LeaseRow row, Holder self, Instant now) {
        Holder holder = row.lease().holder();
        boolean sameHost = holder.host().equals(self.host());
        if (holder.boot().equals(self.boot()) && (sameHost || !self.boot().isEmpty())) {
            return ofProcess(holder);
        }
        if (sameHost && !machine(holder).equals(machine(self))) {
            return new Dead("the machine restarted");
        }
        return row.renewed().isBefore(now.minus(SILENCE)) ? new Silent(holder.host()) : new Elsewhere(holder.host());
    }

    /** Which start of which machine: the first word of {@link Holder#boot}. */
    private static String machine(Holder holder) {
        return holder.boot().split(" ", 2)[0];
    }

    private static Liveness ofProcess(Holder holder) {
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
