package dev.slipway.engine;

import dev.slipway.base.Digest;
import dev.slipway.base.RunId;
import dev.slipway.hands.Journal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A journal whose writer may die before or after any write. */
class SimJournal implements Journal {

    /** The process is killed here. */
    static final class Killed extends RuntimeException {
        Killed() {
            super("killed", null, false, false);
        }
    }

    private final Journal inner;
    private final Random random;
    boolean kind;

    SimJournal(Journal inner, Random random) {
        this.inner = inner;
        this.random = random;
    }

    private void perhapsDie() {
        if (!kind && random.nextInt(14) == 0) {
            throw new Killed();
        }
    }

    @Override
    public Appending append(Lease lease, long expected, List<String> texts, List<Long> answeredAsks) {
        perhapsDie();
        Appending appending = inner.append(lease, expected, texts, answeredAsks);
        perhapsDie();
        return appending;
    }

    @Override
    public Appending close(Lease lease, long expected, List<String> texts) {
        perhapsDie();
        Appending appending = inner.close(lease, expected, texts);
        perhapsDie();
        return appending;
    }

    @Override
    public Opening open(NewRun run, Holder holder) {
        return inner.open(run, holder);
    }

    @Override
    public List<Entry> read(RunId run, long after, int limit) {
        return inner.read(run, after, limit);
    }

    @Override
    public Granting lease(RunId run, Holder holder, Takeover takeover) {
        return inner.lease(run, holder, takeover);
    }

    @Override
    public boolean renew(Lease lease) {
        return inner.renew(lease);
    }

    @Override
    public List<Lease> renew(List<Lease> leases) {
        return inner.renew(leases);
    }

    @Override
    public void release(Lease lease) {
        inner.release(lease);
    }

    @Override
    public Optional<Long> ask(RunId run, String text) {
        return inner.ask(run, text);
    }

    @Override
    public List<Ask> asks(RunId run) {
        return inner.asks(run);
    }

    @Override
    public Set<RunId> asked() {
        return inner.asked();
    }

    @Override
    public List<RunRow> runs(int limit) {
        return inner.runs(limit);
    }

    @Override
    public Optional<RunRow> run(RunId run) {
        return inner.run(run);
    }

    @Override
    public Optional<RunRow> locked(String lock) {
        return inner.locked(lock);
    }

    @Override
    public Digest keep(String text) {
        return inner.keep(text);
    }

    @Override
    public Optional<String> kept(Digest digest) {
        return inner.kept(digest);
    }

    @Override
    public long version() {
        return inner.version();
    }

    @Override
    public Verification verify(RunId run) {
        return inner.verify(run);
    }

    @Override
    public void close() {
        inner.close();
    }
}
