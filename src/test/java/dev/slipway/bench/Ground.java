package dev.slipway.bench;

import dev.slipway.base.Operator;
import dev.slipway.engine.Desk;
import dev.slipway.engine.Draft;
import dev.slipway.engine.Lookout;
import dev.slipway.engine.Mover;
import dev.slipway.engine.Outside;
import dev.slipway.engine.StateFolder;
import dev.slipway.engine.Surroundings;
import dev.slipway.hands.ActionList;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.journal.jdbc.JdbcJournal;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.places.local.LocalProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder with a state of its own, and the desk that a command would make there. */
record Ground(Path folder, Journal journal, Desk desk) implements AutoCloseable {

    /** Below TMPDIR, so that the disk can be chosen on which the journal is made durable. */
    static Path newFolder() throws IOException {
        Path temporary = Path.of(System.getenv().getOrDefault("TMPDIR", "/tmp"));
        return Files.createTempDirectory(temporary, "slipway-bench");
    }

    static Ground in(Path folder) {
        StateFolder state = StateFolder.at(folder.resolve(".slipway"));
        Journal journal = JdbcJournal.sqlite(state.journal(), InstantSource.system());
        Surroundings self = new Surroundings(
                new Operator("bench"), holder(), folder, folder, System.getenv(), InstantSource.system());
        Outside outside =
                new Outside(new LocalPlace(state.root(), folder), new LocalProcesses(state.root(), folder), _ -> {
                    throw new TrafficFailure("the bench has no fronts");
                });
        Desk desk = new Desk(journal, state, new ActionList(List.of()), outside, self);
        return new Ground(folder, journal, desk);
    }

    private static Holder holder() {
        ProcessHandle self = ProcessHandle.current();
        return new Holder(
                "bench", "here", "boot", self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
    }

    Draft.Ready draft(Path document, Map<String, String> told) throws InterruptedException {
        Draft draft = desk.draft(new Draft.Wish(document, Optional.empty(), Optional.empty(), told));
        if (draft instanceof Draft.Ready ready) {
            return ready;
        }
        throw new IllegalStateException("the runbook of the bench is wrong: " + draft);
    }

    Mover start(Draft.Ready ready) throws InterruptedException {
        Desk.Start start = desk.start(ready, Desk.Attendance.UNATTENDED, Lookout.none());
        if (start instanceof Desk.Start.Begun begun) {
            return begun.mover();
        }
        throw new IllegalStateException("the run of the bench did not start: " + start);
    }

    @Override
    public void close() {
        journal.close();
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
