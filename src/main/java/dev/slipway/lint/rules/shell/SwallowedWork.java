package dev.slipway.lint.rules.shell;

import dev.slipway.lint.story.Act;
import dev.slipway.lint.tools.Fact;

/** Commands whose failure must not go unseen, beside checks. */
final class SwallowedWork {
    private SwallowedWork() {}

    static boolean changes(Act act) {
        return act.facts().stream().anyMatch(SwallowedWork::changes) && !act.does(Fact.Down.class);
    }

    private static boolean changes(Fact fact) {
        return switch (fact) {
            case Fact.Up _, Fact.Restart _, Fact.Build _, Fact.Pull _, Fact.Release _, Fact.Restore _ -> true;
            case Fact.Copy _, Fact.Move _, Fact.Sync _, Fact.Link _, Fact.Unpack _, Fact.Reload _ -> true;
            case Fact.Code code -> code.replaces();
            default -> false;
        };
    }
}
