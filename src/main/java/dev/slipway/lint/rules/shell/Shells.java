package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Rule;
import java.util.List;

/** This family, in the order of its codes. */
public final class Shells {
    public static final List<Rule> ALL = List.of(
            new NeverSet(),
            new DeletesBelowUnset(),
            new SetInEarlierFence(),
            new SplitsIntoOptions(),
            new FailureSwallowed(),
            new ErrorsSwitchedOff(),
            new PipeHidesFailure(),
            new CdAlone(),
            new CdOnTopOfCd(),
            new CommandsBehindSession(),
            new SessionForLaterBlocks(),
            new DotenvThroughXargs(),
            new MomentTwice(),
            new PipedToShell(),
            new ExpandedHere(),
            new FailureExitsWithSuccess(),
            new KilledAtOnce(),
            new StartedInBackground(),
            new OpenToEverybody(),
            new LoopWithoutLimit(),
            new RedirectWithoutRights(),
            new EmptiesItsOwnInput(),
            new DeletesByWords());

    private Shells() {}
}
