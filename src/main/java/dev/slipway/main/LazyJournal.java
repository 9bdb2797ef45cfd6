package dev.slipway.main;

import dev.slipway.base.Digest;
import dev.slipway.base.RunId;
import dev.slipway.hands.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A journal that is opened when somebody needs it. Looking for earlier runs where there is no journal yet finds none and
 * leaves no file behind, so that a plan touches nothing.
 */
final class LazyJournal implements Journal {
    private final Path file;
    private final Supplier<Journal> opening;
    private @Nullable Journal opened;

    LazyJournal(Path file, Supplier<Journal> opening) {
        this.file = file;
        this.opening = opening;
    }

    private synchronized Journal journal() {
        Journal journal = opened;
        if (journal == null) {
            journal = opening.get();
            opened = journal;
        }
        return journal;
    }

    @Override
    public List<RunRow> runs(int limit) {
        return Files.exists(file) ? journal().runs(limit) : List.of();
    }

    @Override
    public Opening open(NewRun run, Holder holder) {
        return journal().open(run, holder);
    }

    @Override
    public List<Entry> read(RunId run, long after, int limit) {
        return journal().read(run, after, limit);
    }

    @Override
    public Appending append(Lease lease, long expected, List<String> texts, List<Long> answeredAsks) {
        return journal().append(lease, expected, texts, answeredAsks);
    }

    @Override
    public Appending close(Lease lease, long expected, List<String> texts) {
        return journal().close(lease, expected, texts);
    }

    @Override
    public Granting lease(RunId run, Holder holder, Takeover takeover) {
        return journal().lease(run, holder, takeover);
    }

    @Override
    public boolean renew(Lease lease) {
        return journal().renew(lease);
    }

    @Override
    public List<Lease> renew(List<Lease> leases) {
        return journal().renew(leases);
    }

    @Override
    public void release(Lease lease) {
        journal().release(lease);
    }

    @Override
    public Optional<Long> ask(RunId run, String text) {
        return journal().ask(run, text);
    }

    @Override
    public List<Ask> asks(RunId run) {
        return journal().asks(run);
    }

    @Override
    public Set<RunId> asked() {
        return journal().asked();
    }

    @Override
    public Optional<RunRow> run(RunId run) {
        return journal().run(run);
    }

    @Override
    public Optional<RunRow> locked(String lock) {
        return journal().locked(lock);
    }

    @Override
    public Digest keep(String text) {
        return journal().keep(text);
    }

    @Override
    public Optional<String> kept(Digest digest) {
        return journal().kept(digest);
    }

    @Override
    public long version() {
        return journal().version();
    }

    @Override
    public Verification verify(RunId run) {
        return journal().verify(run);
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
