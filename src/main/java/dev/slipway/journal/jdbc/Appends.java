package dev.slipway.journal.jdbc;

import dev.slipway.base.RunId;
import dev.slipway.hands.Chain;
import dev.slipway.hands.Journal.Appending;
import dev.slipway.hands.Journal.Entry;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.journal.jdbc.Wire.Attempt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements of an append, for use within a transaction. The row of the run is the fence: it is taken first. */
final class Appends {

    private record Fence(Chain end, long epoch, boolean held) {}

    private final Wire wire;

    Appends(Wire wire) {
        this.wire = wire;
    }

    Appending append(Lease lease, long expected, List<String> texts, Attempt attempt) throws SQLException {
        Optional<Fence> fence = fence(lease.run());
        if (attempt == Attempt.AGAIN && wasWritten(lease, expected, texts)) {
            return new Appending.Appended(expected + texts.size());
        }
        if (fence.isEmpty() || !fence.get().held() || fence.get().epoch() != lease.epoch()) {
            return new Appending.LeaseLost();
        }
        Chain end = fence.get().end();
        if (end.last() != expected) {
            return new Appending.Moved(end.last());
        }
        List<Entry> entries = end.next(texts);
        insert(lease.run(), lease.epoch(), entries);
        Chain newEnd = end.after(entries);
        wire.update(
                "update run set last = ?, head = ? where id = ?",
                newEnd.last(),
                newEnd.head().hex(),
                lease.run().value());
        return new Appending.Appended(newEnd.last());
    }

    void insert(RunId run, long epoch, List<Entry> entries) throws SQLException {
        List<@Nullable Object[]> batch = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            batch.add(
                    new Object[] {run.value(), entry.seq(), epoch, entry.hash().hex(), entry.text()});
        }
        wire.updateAll("insert into entry (run, seq, epoch, hash, text) values (?, ?, ?, ?, ?)", batch);
    }

    private Optional<Fence> fence(RunId run) throws SQLException {
        return wire.row(
                "select last, head, epoch, since from run where id = ?"
                        + wire.dialect().forUpdate(),
                row -> new Fence(Rows.chain(row), row.getLong("epoch"), row.getString("since") != null),
                run.value());
    }

    /**
     * The first try was committed before its answer got lost: then these very texts stand at their places, written under this
     * lease. Nobody else writes under it, and no other texts have this hash.
     */
    private boolean wasWritten(Lease lease, long expected, List<String> texts) throws SQLException {
        Optional<Chain> before = end(lease, expected);
        Optional<Chain> after = end(lease, expected + texts.size());
        return !texts.isEmpty()
                && before.isPresent()
                && after.equals(before.map(chain -> chain.after(chain.next(texts))))
                && writer(lease, expected + texts.size()) == lease.epoch();
    }

    private Optional<Chain> end(Lease lease, long seq) throws SQLException {
        return seq == 0
                ? Optional.of(Chain.of(lease.run()))
                : wire.row(
                        "select seq as last, hash as head from entry where run = ? and seq = ?",
                        Rows::chain,
                        lease.run().value(),
                        seq);
    }

    private long writer(Lease lease, long seq) throws SQLException {
        return wire.row(
                        "select epoch from entry where run = ? and seq = ?",
                        row -> row.getLong(1),
                        lease.run().value(),
                        seq)
                .orElse(0L);
    }
}
