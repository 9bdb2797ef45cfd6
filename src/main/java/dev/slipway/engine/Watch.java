package dev.slipway.engine;

import dev.slipway.hands.Journal;
import dev.slipway.hands.JournalFailure;

/** Rings the bell of an inbox when any process has written to the journal. */
final class Watch implements AutoCloseable {
    /** Ten cheap looks a second: a signature given in another terminal is felt as immediate. */
    private static final long EVERY_MILLIS = 100;

    private final Journal journal;
    private final Inbox inbox;
    private volatile boolean closed;
    private final Thread thread = Thread.ofVirtual().name("journal watch").unstarted(this::look);

    Watch(Journal journal, Inbox inbox) {
        this.journal = journal;
        this.inbox = inbox;
    }

    void start() {
        thread.start();
    }

    private void look() {
        long last = journal.version();
        while (!closed) {
            try {
                Thread.sleep(EVERY_MILLIS);
                long version = journal.version();
                if (version != last) {
                    last = version;
                    inbox.ring();
                }
            } catch (InterruptedException _) {
                return;
            } catch (JournalFailure _) {
                // The loop meets the same failure at its next append, and says so.
                inbox.ring();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
