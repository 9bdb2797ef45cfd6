package dev.slipway.journal.memory;

import dev.slipway.hands.Journal;
import dev.slipway.journal.JournalContract;

class MemoryJournalTest extends JournalContract {

    private final MemoryJournal first = new MemoryJournal(clock);

    @Override
    protected Journal open() {
        return first.beside();
    }
}
