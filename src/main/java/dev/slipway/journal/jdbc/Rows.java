package dev.slipway.journal.jdbc;

import dev.slipway.base.Digest;
import dev.slipway.base.RunId;
import dev.slipway.hands.Chain;
import dev.slipway.hands.Journal.Ask;
import dev.slipway.hands.Journal.Entry;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.LeaseRow;
import dev.slipway.hands.Journal.RunRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From rows to values. Times are ISO texts: exact to the nanosecond in both engines, and readable. */
final class Rows {

    static final String RUN =
            "select id, label, lock, opened, ended, epoch, since, renewed, operator, host, boot, pid, started"
                    + " from run ";

    private static final Digest NO_HASH = new Digest("0".repeat(64));

    private Rows() {}

    static RunRow run(ResultSet row) throws SQLException {
        RunId id = new RunId(row.getString("id"));
        return new RunRow(
                id,
                row.getString("label"),
                Optional.ofNullable(row.getString("lock")),
                Instant.parse(row.getString("opened")),
                Optional.ofNullable(row.getString("ended")).map(Instant::parse),
                lease(id, row));
    }

    private static Optional<LeaseRow> lease(RunId id, ResultSet row) throws SQLException {
        String since = row.getString("since");
        if (since == null) {
            return Optional.empty();
        }
        Holder holder = new Holder(
                row.getString("operator"),
                row.getString("host"),
                row.getString("boot"),
                row.getLong("pid"),
                Instant.parse(row.getString("started")));
        return Optional.of(new LeaseRow(
                new Lease(id, row.getLong("epoch"), holder),
                Instant.parse(since),
                Instant.parse(row.getString("renewed"))));
    }

    static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getLong(1), row.getString(2), digest(row.getString(3)));
    }

    /** What is not a hash any more becomes one that nothing has, so that verifying names the entry instead of stopping. */
    private static Digest digest(@Nullable String hex) {
        try {
            return new Digest(String.valueOf(hex));
        } catch (IllegalArgumentException _) {
            return NO_HASH;
        }
    }

    static Ask ask(ResultSet row) throws SQLException {
        return new Ask(row.getLong(1), row.getString(2));
    }

    static Chain chain(ResultSet row) throws SQLException {
        return new Chain(row.getLong("last"), digest(row.getString("head")));
    }
}
