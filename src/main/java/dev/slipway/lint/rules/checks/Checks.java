package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Rule;
import java.util.List;

/** This family, in the order of its codes. */
public final class Checks {
    public static final List<Rule> ALL = List.of(
            new HealthWithoutFail(),
            new AlwaysSucceeds(),
            new ErrorsCountAsSuccess(),
            new FindsItself(),
            new NeverEnds(),
            new WaitsForPerson(),
            new BracketsInUrl(),
            new ScriptInWatchIsBroken(),
            new CriteriaWithoutWindow(),
            new TriggersAreTicked(),
            new LoadTestOnProduction(),
            new ConnectionNeverMade(),
            new NothingIsChecked(),
            new SearchForImageName(),
            new FilesThatDiffer(),
            new SwitchedOnlyByBuild());

    private Checks() {}
}
