package dev.slipway.cli;

import dev.slipway.base.RunId;
import dev.slipway.engine.Desk;
import dev.slipway.engine.Recorded;
import dev.slipway.hands.Journal.Verification;
import dev.slipway.report.RecordHtml;
import dev.slipway.report.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The record of a run: made from its journal, and kept as a page beside its logs once the run has ended. */
final class Reports {
    private Reports() {}

    static RunRecord record(Desk desk, RunId run) {
        Desk.Shown shown = desk.show(run);
        return RunRecord.of(
                shown.run(), shown.events().stream().map(Recorded::event).toList());
    }

    /** What a later reader compares: the end of the journal's chain, or that it is broken. */
    static String seal(Desk desk, RunId run) {
        return switch (desk.verify(run)) {
            case Verification.Sound sound ->
                sound.entries() + " entries, head " + sound.head().hex();
            case Verification.Broken broken -> "not to be trusted from entry " + broken.seq() + " on: " + broken.how();
        };
    }

    /** Empty while the run goes on, and where the page cannot be written: the journal has everything. */
    static Optional<Path> keep(Desk desk, RunId run, Around around) {
        RunRecord record = record(desk, run);
        if (record.ended().isEmpty()) {
            return Optional.empty();
        }
        Path page = desk.state().run(run).resolve("report.html");
        try {
            Files.createDirectories(page.getParent());
            Path draft = Files.createTempFile(page.getParent(), "report", ".html");
            Files.writeString(draft, RecordHtml.of(record, around.zone(), seal(desk, run)));
            Files.move(draft, page, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Optional.of(page);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
