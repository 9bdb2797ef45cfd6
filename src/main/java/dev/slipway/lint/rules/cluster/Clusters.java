package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Rule;
import java.util.List;

/** This family, in the order of its codes. */
public final class Clusters {
    public static final List<Rule> ALL = List.of(
            new NoNamespace(),
            new NoCluster(),
            new RolloutWithoutTimeout(),
            new NobodyAwaitsRollout(),
            new AppliedUnseen(),
            new DeletedWithData(),
            new HelmDoesNotWait(),
            new ChartWithoutVersion(),
            new DrainGetsStuck(),
            new ForcedAway(),
            new AppliedWithoutPlan(),
            new Destroyed(),
            new RecordIsGone(),
            new UndoWithoutRevision(),
            new MovingManifest());

    private Clusters() {}
}
