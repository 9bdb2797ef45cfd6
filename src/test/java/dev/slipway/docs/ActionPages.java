package dev.slipway.docs;

import dev.slipway.main.ShippedActions;
import dev.slipway.plan.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The reference of every action, as the action itself gives it. */
final class ActionPages {
    private ActionPages() {}

    static String text() {
        return ShippedActions.ALL.actions().stream()
                .map(action -> "#" + Reference.markdown(action))
                .collect(Collectors.joining("\n"));
    }

    /** A line for each family. */
    static String names() {
        Map<String, List<String>> families = new TreeMap<>();
        ShippedActions.ALL
                .actions()
                .forEach(action -> families.computeIfAbsent(
                                action.name().replaceAll("[.].*", ""), _ -> new ArrayList<>())
                        .add("`" + action.name() + "`"));
        return families.values().stream()
                .map(names -> "- " + names.stream().sorted().collect(Collectors.joining(", ")))
                .collect(Collectors.joining("\n"));
    }
}
