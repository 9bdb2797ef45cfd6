package dev.slipway.journal.memory;

import dev.slipway.hands.Chain;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Appending;
import dev.slipway.hands.Journal.Ask;
import dev.slipway.hands.Journal.Entry;
import dev.slipway.hands.Journal.Granting;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.LeaseRow;
import dev.slipway.hands.Journal.NewRun;
import dev.slipway.hands.Journal.RunRow;
import dev.slipway.hands.Journal.Takeover;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run in memory: its row, its entries, its asks. */
final class MemoryRun {
    final List<Entry> entries = new ArrayList<>();
    final List<Ask> asks = new ArrayList<>();
    private final NewRun told;
    private final Instant opened;
    private @Nullable Instant ended;
    private @Nullable LeaseRow inForce;
    private long epoch;

    MemoryRun(NewRun told, Instant opened) {
        this.told = told;
        this.opened = opened;
    }

    Chain end() {
        return Chain.of(told.id()).after(entries);
    }

    List<Entry> read(long after, int limit) {
        long from = Math.clamp(after, 0, entries.size());
        long to = Math.min(from + limit, entries.size());
        return List.copyOf(entries.subList((int) from, (int) to));
    }

    Appending append(long expected, List<String> texts) {
        Chain end = end();
        if (end.last() != expected) {
            return new Appending.Moved(end.last());
        }
        entries.addAll(end.next(texts));
        return new Appending.Appended(expected + texts.size());
    }

    void end(Instant now) {
        ended = now;
        inForce = null;
        asks.clear();
    }

    boolean isEnded() {
        return ended != null;
    }

    Granting lease(Holder holder, Takeover takeover, Instant now) {
        if (isEnded()) {
            return new Granting.Ended();
        }
        LeaseRow present = inForce;
        return present == null || takeover.permits(present)
                ? new Granting.Granted(grant(holder, now))
                : new Granting.Held(present);
    }

    Lease grant(Holder holder, Instant now) {
        Lease lease = new Lease(told.id(), ++epoch, holder);
        inForce = new LeaseRow(lease, now, now);
        return lease;
    }

    boolean isInForce(Lease lease) {
        return inForce != null && inForce.lease().epoch() == lease.epoch();
    }

    void renew(Instant now) {
        if (inForce != null) {
            inForce = new LeaseRow(inForce.lease(), inForce.since(), now);
        }
    }

    void release() {
        inForce = null;
    }

    RunRow row() {
        return new RunRow(
                told.id(),
                Journal.wellFormed(told.label()),
                told.lock(),
                opened,
                Optional.ofNullable(ended),
                Optional.ofNullable(inForce));
    }
}
