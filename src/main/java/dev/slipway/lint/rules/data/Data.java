package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Rule;
import java.util.List;

/** This family, in the order of its codes. */
public final class Data {
    public static final List<Rule> ALL = List.of(
            new MigratedBeforeNewVersion(),
            new NothingNewIsReleased(),
            new OldCodeCannotDowngrade(),
            new PreviewFromTheBeginning(),
            new HeadsAreNotPending(),
            new DatabaseIsReset(),
            new MigratedWithoutBackup(),
            new IndexBlocksWrites(),
            new ColumnsOfOldStatistics(),
            new CountOfNothing(),
            new EveryRowIsChanged(),
            new HistoryRewritten(),
            new TableIsDropped(),
            new ArtisanAsks(),
            new WritesMigrations(),
            new TableIsRewritten(),
            new CountProvesNothing(),
            new ReplayedOverMysql(),
            new RedisEmptied(),
            new RedisHeldUp(),
            new DumpWithoutTransaction(),
            new TableLockedForUpkeep(),
            new CleanedBeforeRead(),
            new SeedsInProduction(),
            new MigratedBeforeCode());

    private Data() {}
}
