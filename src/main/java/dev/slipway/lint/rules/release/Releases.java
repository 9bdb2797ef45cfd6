package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Rule;
import java.util.List;

/** This family, in the order of its codes. */
public final class Releases {
    public static final List<Rule> ALL = List.of(
            new FixedSleep(),
            new SleepWithoutTime(),
            new PruneTakesRollbackImage(),
            new PruneTakesVolumes(),
            new PruneAsks(),
            new RollbackBeginsWithOutage(),
            new CodeChangesImageStays(),
            new TwoVersionsOfCode(),
            new AnotherRangeReviewed(),
            new BranchIsDeployed(),
            new NoSuchFlagOfUp(),
            new TagThatNobodyMakes(),
            new DownThenUp(),
            new RecreateIsNoZeroDowntime(),
            new LinkSwitchesNoContainer(),
            new TwoStacksOnePort(),
            new OldVersionAnswers(),
            new UpIsNoRestart(),
            new TestsMeetMaintenancePage(),
            new ShareByImage(),
            new ScaleByGuess(),
            new RestartReadsNoEnvironment(),
            new EnvironmentOfRails(),
            new EvidenceDestroyed(),
            new RollbackWithoutCheck(),
            new NoRollback(),
            new OldVersionIsNobody(),
            new PasswordInOnePlace());

    private Releases() {}
}
