package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Rule;
import java.util.List;

/** This family, in the order of its codes. */
public final class Backups {
    public static final List<Rule> ALL = List.of(
            new DumpIntoFinalName(),
            new ListedNotVerified(),
            new WrongReaderForDump(),
            new RestoreNamesAnotherFile(),
            new RestoreIntoLiveDatabase(),
            new RestoreBeforeStop(),
            new DatabaseIsStopped(),
            new TerminalInRedirect(),
            new VolumeByShortName(),
            new UnpackedOverData(),
            new AllOldBackupsDeleted(),
            new DateAtRollback(),
            new DeletedBeforeReplaced(),
            new CopyLosesOwner(),
            new SyncDeletesInPlace(),
            new FixedDate(),
            new HourIsLost(),
            new NeverScheduled(),
            new KeptBesideTheData(),
            new ScriptGoesOnAfterErrors());

    private Backups() {}
}
