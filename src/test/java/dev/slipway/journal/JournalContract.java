package dev.slipway.journal;

import dev.slipway.hands.Journal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every journal keeps to. An adapter's test says how one is opened, and opened again beside it. */
public abstract class JournalContract
        implements OpeningRuns, AppendingAndReading, ClosingRuns, HoldingLeases, Asking, ListingAndKeeping {

    protected final HandClock clock = new HandClock();
    protected Journal journal;
    private final List<Journal> opened = new ArrayList<>();

    /** Opens what the test works on; called again, opens the same once more, as another process would. */
    protected abstract Journal open();

    @BeforeEach
    final void open_one() {
        journal = another();
    }

    @AfterEach
    final void close_all() {
        opened.forEach(Journal::close);
    }

    @Override
    public final Journal journal() {
        return journal;
    }

    @Override
    public final HandClock clock() {
        return clock;
    }

    @Override
    public final Journal another() {
        Journal another = open();
        opened.add(another);
        return another;
    }
}
