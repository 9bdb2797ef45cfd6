package dev.slipway.docs;

import dev.slipway.main.ShippedActions;
import dev.slipway.plan.Reference;
import java.util.stream.Collectors;

/** The reference of every action, as the action itself gives it. */
final class ActionPages {
    private ActionPages() {}

    static String text() {
        return ShippedActions.ALL.actions().stream()
                .map(action -> "#" + Reference.markdown(action))
                .collect(Collectors.joining("\n"));
    }
}
