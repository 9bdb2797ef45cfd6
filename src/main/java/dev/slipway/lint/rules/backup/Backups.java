package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Rule;
import java.util.List;

/** This family, in the order of its codes. */
public final class Backups {
    public static final List<Rule> ALL = List.of(
            new ListedNotVerified(),
            new WrongReaderForDump(),
            new RestoreNamesAnotherFile(),
            new TerminalInRedirect(),
            new VolumeByShortName(),
            new UnpackedOverData(),
            new AllOldBackupsDeleted(),
            new DateAtRollback(),
            new CopyLosesOwner(),
            new FixedDate(),
            new HourIsLost(),
            new NeverScheduled(),
            new KeptBesideTheData());

    private Backups() {}
}
