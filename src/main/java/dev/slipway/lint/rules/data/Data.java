package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Rule;
import java.util.List;

/** This family, in the order of its codes. */
public final class Data {
    public static final List<Rule> ALL = List.of(
            new SqlGoesOn(),
            new MigratesWithOldCode(),
            new DowngradesWithOldCode(),
            new PreviewFromNothing(),
            new HeadsAreNotPending(),
            new ResetsDatabase(),
            new RailsWithoutEnvironment(),
            new ArtisanAsks(),
            new WritesMigrations(),
            new IndexBlocksWrites(),
            new TableIsRewritten(),
            new RecordChangedByHand(),
            new CountProvesNothing(),
            new CountOfNothing(),
            new DroppedWithoutBackup(),
            new EveryRow(),
            new ReplayedOverMysql(),
            new RedisEmptied(),
            new RedisHeldUp(),
            new DumpWithoutTransaction(),
            new ColumnsThatAreGone(),
            new TableLockedForUpkeep(),
            new PasswordInSettingsOnly(),
            new CleanedBeforeRead(),
            new SeedsInProduction());

    private Data() {}
}
