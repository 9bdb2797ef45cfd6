package dev.slipway.engine;

import dev.slipway.hands.Journal;
import java.util.List;
import java.util.Random;

/** A journal whose writer is killed once: before or after its n-th write. */
final class DoomedJournal extends SimJournal {
    private final Journal inner;
    private final int write;
    private final Moment moment;
    private int writes;

    enum Moment {
        BEFORE,
        AFTER
    }

    DoomedJournal(Journal inner, int write, Moment moment) {
        super(inner, new Random(0));
        this.inner = inner;
        this.write = write;
        this.moment = moment;
        this.kind = true;
    }

    /** How many writes there were; a doom beyond them never came. */
    int writes() {
        return writes;
    }

    @Override
    public Appending append(Lease lease, long expected, List<String> texts, List<Long> answeredAsks) {
        perhapsDie(Moment.BEFORE);
        Appending appending = inner.append(lease, expected, texts, answeredAsks);
        perhapsDie(Moment.AFTER);
        return appending;
    }

    @Override
    public Appending close(Lease lease, long expected, List<String> texts) {
        perhapsDie(Moment.BEFORE);
        Appending appending = inner.close(lease, expected, texts);
        perhapsDie(Moment.AFTER);
        return appending;
    }

    private void perhapsDie(Moment now) {
        if (now == Moment.BEFORE) {
            writes++;
        }
        if (writes == write && moment == now) {
            throw new Killed();
        }
    }
}
