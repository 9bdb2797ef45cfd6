package dev.slipway.journal.jdbc;

import dev.slipway.base.RunId;
import dev.slipway.hands.Chain;
import dev.slipway.hands.Journal.Entry;
import dev.slipway.hands.Journal.Verification;
import dev.slipway.hands.Journal.Verification.Broken;
import java.util.List;
import java.util.Optional;

/** Follows a chain in pages, so that a long run is verified in little memory and without keeping others from writing. */
final class Verifying {

    private static final long PAGE = 1_000;

    /** @param end as the run's row has it; {@code entries} the highest number that any entry has */
    private record Extent(Chain end, long entries) {}

    private final Wire wire;
    private final RunId run;

    Verifying(Wire wire, RunId run) {
        this.wire = wire;
        this.run = run;
    }

    Verification verify() {
        Optional<Extent> extent = extent();
        if (extent.isEmpty()) {
            return new Broken(0, "there is no run " + run);
        }
        // What others append meanwhile is not looked at: the chain is followed as far as it went at the beginning.
        Chain recorded = extent.get().end();
        Chain end = Chain.of(run);
        for (List<Entry> page = page(Long.MIN_VALUE, recorded); !page.isEmpty(); page = page(end.last(), recorded)) {
            for (Entry entry : page) {
                Optional<Broken> broken = end.broken(entry);
                if (broken.isPresent()) {
                    return broken.get();
                }
                end = end.after(entry);
            }
        }
        Verification sound = new Verification.Sound(end.last(), end.head());
        return end.brokenEnd(recorded, extent.get().entries())
                .<Verification>map(it -> it)
                .orElse(sound);
    }

    /** In one statement, so that both numbers are of one instant. */
    private Optional<Extent> extent() {
        return wire.read(() -> wire.row(
                "select last, head, (select max(seq) from entry where entry.run = run.id) as entries from run where id = ?",
                row -> new Extent(Rows.chain(row), row.getLong("entries")),
                run.value()));
    }

    private List<Entry> page(long after, Chain recorded) {
        return wire.read(() -> wire.rows(
                "select seq, text, hash from entry where run = ? and seq > ? and seq <= ? order by seq limit ?",
                Rows::entry,
                run.value(),
                after,
                recorded.last(),
                PAGE));
    }
}
