package dev.slipway.engine;

import dev.slipway.hands.Journal;
import java.util.List;
import java.util.Random;

/** A planted fault: told that its lease is lost, the writer goes on as if it were not. */
final class SimDeafJournal extends SimJournal {
    private final Journal inner;

    SimDeafJournal(Journal inner) {
        super(inner, new Random(0));
        this.inner = inner;
        this.kind = true;
    }

    @Override
    public Appending append(Lease lease, long expected, List<String> texts, List<Long> answeredAsks) {
        Appending appending = inner.append(lease, expected, texts, answeredAsks);
        return appending instanceof Appending.LeaseLost ? new Appending.Appended(expected + texts.size()) : appending;
    }
}
