package dev.slipway.journal.jdbc;

import dev.slipway.base.RunId;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Appending;
import dev.slipway.hands.Journal.Granting;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.LeaseRow;
import dev.slipway.hands.Journal.NewRun;
import dev.slipway.hands.Journal.Opening;
import dev.slipway.hands.Journal.RunRow;
import dev.slipway.hands.Journal.Takeover;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A process of its own: appends to a run, three entries at a time, and says each number that was written. */
final class AppendUntilKilled {

    static final RunId RUN = new RunId("r8k3f2");

    private AppendUntilKilled() {}

    public static void main(String[] arguments) {
        Journal journal = JdbcJournal.sqlite(Path.of(arguments[0]), InstantSource.system());
        Holder me = new Holder("anna", "here", "boot", ProcessHandle.current().pid(), Instant.now());
        Lease lease = lease(journal, me);
        List<Journal.Entry> before = journal.read(RUN, 0, Integer.MAX_VALUE);
        long last = before.isEmpty() ? 0 : before.getLast().seq();
        while (true) {
            List<String> texts = List.of("entry " + (last + 1), "entry " + (last + 2), "entry " + (last + 3));
            if (!(journal.append(lease, last, texts, List.of()) instanceof Appending.Appended(long now))) {
                throw new IllegalStateException("nobody else appends here");
            }
            last = now;
            System.out.println(last);
        }
    }

    private static Lease lease(Journal journal, Holder me) {
        Optional<RunRow> row = journal.run(RUN);
        if (row.isEmpty()) {
            return ((Opening.Opened) journal.open(new NewRun(RUN, "{}", Optional.of("x"), List.of()), me)).lease();
        }
        Takeover takeover = row.get()
                .lease()
                .map(LeaseRow::lease)
                .<Takeover>map(Takeover.From::new)
                .orElseThrow();
        return ((Granting.Granted) journal.lease(RUN, me, takeover)).lease();
    }
}
