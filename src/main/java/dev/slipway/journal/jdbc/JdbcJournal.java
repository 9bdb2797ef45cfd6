package dev.slipway.journal.jdbc;

import dev.slipway.base.Digest;
import dev.slipway.base.RunId;
import dev.slipway.hands.Chain;
import dev.slipway.hands.Journal;
import dev.slipway.journal.jdbc.Wire.Attempt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The durable journal. What a caller may not know, since its answer can get lost with the connection, the database does: an
 * append is recognised by its place, epoch and hash, everything else by a token of its own.
 */
public final class JdbcJournal implements Journal {

    /** How long SQLite waits for another process to end its write, which takes milliseconds unless it hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Wire wire;
    private final InstantSource clock;
    private final Appends appends;

    JdbcJournal(Wire wire, InstantSource clock) {
        this.wire = wire;
        this.clock = clock;
        this.appends = new Appends(wire);
    }

    /** The journal in a file, which is made when it is not there; its directory must be. */
    public static JdbcJournal sqlite(Path file, InstantSource clock) {
        return open(new Sqlite(file, PATIENCE), clock);
    }

    /** @param url of JDBC, such as {@code jdbc:postgresql://db-1/slipway?user=slipway} */
    public static JdbcJournal postgres(String url, InstantSource clock) {
        return open(new Postgres(url), clock);
    }

    static JdbcJournal open(Dialect dialect, InstantSource clock) {
        Wire wire = new Wire(dialect);
        try {
            Schema.bringUpToDate(wire);
            return new JdbcJournal(wire, clock);
        } catch (RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    @Override
    public Opening open(NewRun run, Holder holder) {
        String token = token();
        String now = clock.instant().toString();
        return wire.write(_ -> {
            List<Entry> entries = Chain.of(run.id()).next(run.texts());
            Chain end = Chain.of(run.id()).after(entries);
            int inserted = wire.update(
                    "insert into run (id, label, lock, opened, last, head, epoch, token, since, renewed, operator, host, boot,"
                            + " pid, started) values (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                    run.id().value(),
                    Journal.wellFormed(run.label()),
                    run.lock().orElse(null),
                    now,
                    end.last(),
                    end.head().hex(),
                    token,
                    now,
                    now,
                    holder.operator(),
                    holder.host(),
                    holder.boot(),
                    holder.pid(),
                    holder.startedAt().toString());
            if (inserted == 0) {
                return notInserted(run, holder, token);
            }
            appends.insert(run.id(), 1, entries);
            return new Opening.Opened(new Lease(run.id(), 1, holder));
        });
    }

    private Opening notInserted(NewRun run, Holder holder, String token) throws SQLException {
        if (hasToken(run.id(), token)) {
            return new Opening.Opened(new Lease(run.id(), 1, holder));
        }
        Optional<RunRow> holds =
                run.lock().isEmpty() ? Optional.empty() : holderOf(run.lock().get());
        return holds.<Opening>map(Opening.Locked::new).orElseGet(Opening.NameTaken::new);
    }

    @Override
    public List<Entry> read(RunId run, long after, int limit) {
        return wire.read(() -> wire.rows(
                "select seq, text, hash from entry where run = ? and seq > ? order by seq limit ?",
                Rows::entry,
                run.value(),
                after,
                (long) limit));
    }

    @Override
    public Appending append(Lease lease, long expected, List<String> texts, List<Long> answeredAsks) {
        return wire.write(attempt -> {
            Appending answer = appends.append(lease, expected, texts, attempt);
            if (answer instanceof Appending.Appended) {
                for (long ask : answeredAsks) {
                    wire.update(
                            "delete from ask where run = ? and nr = ?",
                            lease.run().value(),
                            ask);
                }
            }
            return answer;
        });
    }

    @Override
    public Appending close(Lease lease, long expected, List<String> texts) {
        String now = clock.instant().toString();
        return wire.write(attempt -> {
            Appending answer = appends.append(lease, expected, texts, attempt);
            if (answer instanceof Appending.Appended) {
                String run = lease.run().value();
                wire.update("update run set ended = ?, since = null where id = ? and ended is null", now, run);
                wire.update("delete from ask where run = ?", run);
            }
            return answer;
        });
    }

    @Override
    public Granting lease(RunId run, Holder holder, Takeover takeover) {
        String token = token();
        return wire.write(_ -> {
            Optional<RunRow> found =
                    wire.row(Rows.RUN + "where id = ?" + wire.dialect().forUpdate(), Rows::run, run.value());
            if (found.isEmpty()) {
                return new Granting.NoSuchRun();
            }
            if (found.get().ended().isPresent()) {
                return new Granting.Ended();
            }
            Optional<LeaseRow> present = found.get().lease();
            if (present.isPresent() && hasToken(run, token)) {
                return new Granting.Granted(present.get().lease());
            }
            if (present.isPresent() && !takeover.permits(present.get())) {
                return new Granting.Held(present.get());
            }
            return new Granting.Granted(grant(run, holder, token));
        });
    }

    private Lease grant(RunId run, Holder holder, String token) throws SQLException {
        String now = clock.instant().toString();
        wire.update(
                "update run set epoch = epoch + 1, token = ?, since = ?, renewed = ?, operator = ?, host = ?, boot = ?, pid = ?,"
                        + " started = ? where id = ?",
                token,
                now,
                now,
                holder.operator(),
                holder.host(),
                holder.boot(),
                holder.pid(),
                holder.startedAt().toString(),
                run.value());
        long epoch = wire.row("select epoch from run where id = ?", row -> row.getLong(1), run.value())
                .orElseThrow();
        return new Lease(run, epoch, holder);
    }

    @Override
    public boolean renew(Lease lease) {
        return renew(List.of(lease)).isEmpty();
    }

    @Override
    public List<Lease> renew(List<Lease> leases) {
        String now = clock.instant().toString();
        return wire.write(_ -> {
            List<Lease> lost = new ArrayList<>();
            for (Lease lease : leases) {
                int renewed = wire.update(
                        "update run set renewed = ? where id = ? and epoch = ? and since is not null",
                        now,
                        lease.run().value(),
                        lease.epoch());
                if (renewed == 0) {
                    lost.add(lease);
                }
            }
            return lost;
        });
    }

    @Override
    public void release(Lease lease) {
        wire.write(_ -> wire.update(
                "update run set since = null where id = ? and epoch = ? and since is not null",
                lease.run().value(),
                lease.epoch()));
    }

    @Override
    public Optional<Long> ask(RunId run, String text) {
        String token = token();
        return wire.write(attempt -> {
            if (attempt == Attempt.FIRST || asked(token).isEmpty()) {
                // The row of the run is taken, so that no ask slips in beside its end.
                boolean open = wire.row(
                                "select 1 from run where id = ? and ended is null"
                                        + wire.dialect().forUpdate(),
                                row -> row.getLong(1),
                                run.value())
                        .isPresent();
                if (!open) {
                    return Optional.empty();
                }
                wire.update(
                        "insert into ask (run, token, text) values (?, ?, ?)",
                        run.value(),
                        token,
                        Journal.wellFormed(text));
            }
            return asked(token);
        });
    }

    private Optional<Long> asked(String token) throws SQLException {
        return wire.row("select nr from ask where token = ?", row -> row.getLong(1), token);
    }

    @Override
    public List<Ask> asks(RunId run) {
        return wire.read(() -> wire.rows("select nr, text from ask where run = ? order by nr", Rows::ask, run.value()));
    }

    @Override
    public Set<RunId> asked() {
        return wire.read(
                () -> Set.copyOf(wire.rows("select distinct run from ask", row -> new RunId(row.getString(1)))));
    }

    @Override
    public List<RunRow> runs(int limit) {
        return wire.read(() -> wire.rows(Rows.RUN + "order by nr desc limit ?", Rows::run, (long) limit));
    }

    @Override
    public Optional<RunRow> run(RunId run) {
        return wire.read(() -> wire.row(Rows.RUN + "where id = ?", Rows::run, run.value()));
    }

    @Override
    public Optional<RunRow> locked(String lock) {
        return wire.read(() -> holderOf(lock));
    }

    private Optional<RunRow> holderOf(String lock) throws SQLException {
        return wire.row(Rows.RUN + "where lock = ? and ended is null", Rows::run, lock);
    }

    @Override
    public Digest keep(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Digest digest = Digest.of(bytes);
        // Most texts are kept already, by the run before: looking costs no turn at writing.
        if (kept(digest).isEmpty()) {
            wire.write(_ -> wire.update(
                    "insert into kept (digest, bytes) values (?, ?) on conflict do nothing", digest.hex(), bytes));
        }
        return digest;
    }

    @Override
    public Optional<String> kept(Digest digest) {
        return wire.read(() -> wire.row(
                "select bytes from kept where digest = ?",
                row -> new String(row.getBytes(1), StandardCharsets.UTF_8),
                digest.hex()));
    }

    /** Others' changes by the engine's number, which may leave out a connection's own; these are counted. */
    @Override
    public long version() {
        return wire.read(
                () -> wire.row(wire.dialect().version(), row -> row.getLong(1)).orElseThrow() + wire.writes());
    }

    @Override
    public Verification verify(RunId run) {
        return new Verifying(wire, run).verify();
    }

    private boolean hasToken(RunId run, String token) throws SQLException {
        return wire.row("select 1 from run where id = ? and token = ?", row -> row.getLong(1), run.value(), token)
                .isPresent();
    }

    private static String token() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    @Override
    public void close() {
        wire.close();
    }
}
