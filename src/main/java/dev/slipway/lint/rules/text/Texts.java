package dev.slipway.lint.rules.text;

import dev.slipway.lint.rules.Rule;
import java.util.List;

/** This family, in the order of its codes. */
public final class Texts {
    public static final List<Rule> ALL = List.of(
            new UnresolvedPlaceholder(),
            new StandInWord(),
            new PromptInFence(),
            new AlternativesInOneFence(),
            new WorkHiddenInComments(),
            new DamagedDocument(),
            new NamesInsteadOfCommands(),
            new UnclosedFence(),
            new SilentFence(),
            new OldCompose(),
            new BrokenAnchor(),
            new ContactIsMissing(),
            new LatestImage());

    private Texts() {}
}
