package dev.slipway.engine;

import dev.slipway.base.Digest;
import dev.slipway.base.RunId;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Appending;
import dev.slipway.hands.Journal.Ask;
import dev.slipway.hands.Journal.Entry;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.operations.EventJson;
import dev.slipway.operations.Json;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlanData;
import dev.slipway.run.Event;
import dev.slipway.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * One run as its journal has it, and the pen: whoever holds the lease writes here, and the run is always the fold of what has
 * been written. Used by one thread at a time.
 */
final class Logbook {
    private static final int PAGE = 5_000;
    /** So many events at most wait for the next write; more make no write cheaper. */
    private static final int MANY = 100;

    private final Journal journal;
    private final Lease lease;
    private final BiConsumer<Recorded, Run> listener;
    private final List<Noted> noted = new ArrayList<>();
    private Run durable;
    private Run run;
    private long last;

    /** An event that is not durable yet, and the run that it made. */
    private record Noted(Event event, Run after) {}

    private Logbook(Journal journal, Lease lease, BiConsumer<Recorded, Run> listener, Run run, long last) {
        this.journal = journal;
        this.lease = lease;
        this.listener = listener;
        this.durable = run;
        this.run = run;
        this.last = last;
    }

    /** Opens the book of a run whose lease has been granted. */
    static Logbook open(Journal journal, Lease lease, BiConsumer<Recorded, Run> listener) {
        List<Recorded> all = read(journal, lease.run());
        Run run = fold(journal, lease.run(), all);
        return new Logbook(journal, lease, listener, run, all.getLast().seq());
    }

    /** Every event of a run, oldest first; needs no lease. A long record is understood while the rest of it is read. */
    static List<Recorded> read(Journal journal, RunId run) {
        List<Entry> page = journal.read(run, 0, PAGE);
        if (page.size() < PAGE) {
            return recorded(page);
        }
        List<CompletableFuture<List<Recorded>>> pages = new ArrayList<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!page.isEmpty()) {
                List<Entry> whole = page;
                pages.add(CompletableFuture.supplyAsync(() -> recorded(whole), readers));
                page = whole.size() < PAGE
                        ? List.of()
                        : journal.read(run, whole.getLast().seq(), PAGE);
            }
            return pages.stream().flatMap(p -> p.join().stream()).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException unreadable ? unreadable : e;
        }
    }

    private static List<Recorded> recorded(List<Entry> entries) {
        return entries.stream()
                .map(entry -> new Recorded(entry.seq(), EventJson.read(entry.text())))
                .toList();
    }

    static Run fold(Journal journal, RunId id, List<Recorded> all) {
        if (all.isEmpty() || !(all.getFirst().event() instanceof Event.RunStarted first)) {
            throw new IllegalStateException("the journal of run " + id + " does not begin with run-started");
        }
        Run run = Run.begun(id, plan(journal, first.kept()), first);
        for (Recorded recorded : all.subList(1, all.size())) {
            run = run.after(recorded.event());
        }
        return run;
    }

    static Plan plan(Journal journal, Digest digest) {
        String text = journal.kept(digest)
                .orElseThrow(() -> new IllegalStateException("the journal has not kept plan " + digest.brief()));
        return PlanData.read(Json.read(text));
    }

    Run run() {
        return run;
    }

    Lease lease() {
        return lease;
    }

    List<Ask> asks() {
        return journal.asks(lease.run());
    }

    /**
     * An event that becomes durable with the next write: the outcome of one step and the intent of the next cost one. Nobody
     * may act on it before. The end of a run is written at once, since nothing can follow it.
     */
    void note(Event event) {
        fold(event);
        if (noted.size() >= MANY || run.ended().isPresent()) {
            flush();
        }
    }

    /** Before it is written, so that an event that cannot be never gets into the journal. */
    private void fold(Event event) {
        run = run.after(event);
        noted.add(new Noted(event, run));
    }

    void flush() {
        if (!noted.isEmpty()) {
            append(List.of());
        }
    }

    void write(Event event) {
        write(List.of(event), List.of());
    }

    void write(List<Event> events, List<Long> answeredAsks) {
        events.forEach(this::fold);
        append(answeredAsks);
    }

    private void append(List<Long> answeredAsks) {
        List<Noted> written = List.copyOf(noted);
        noted.clear();
        List<String> texts =
                written.stream().map(n -> EventJson.write(n.event())).toList();
        boolean over = run.ended().isPresent();
        Appending appending =
                over ? journal.close(lease, last, texts) : journal.append(lease, last, texts, answeredAsks);
        switch (appending) {
            case Appending.Appended _ -> {
                durable = run;
                for (Noted one : written) {
                    last++;
                    listener.accept(new Recorded(last, one.event()), one.after());
                }
            }
            case Appending.LeaseLost _, Appending.Moved _ -> {
                run = durable;
                throw new LeaseLostException(lease.run());
            }
        }
    }

    /** Somebody else moves the run now: this process lets go of it at once and writes nothing more. */
    static final class LeaseLostException extends RuntimeException {
        LeaseLostException(RunId run) {
            super("another process moves run " + run + " now");
        }
    }
}
