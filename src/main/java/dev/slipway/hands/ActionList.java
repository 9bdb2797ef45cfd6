package dev.slipway.hands;

import dev.slipway.plan.Actions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The actions that this Slipway knows, put together by hand once. Sorted by name; a name stands for one action. */
public record ActionList(List<Action<?>> actions) implements Actions {

    public ActionList {
        actions = actions.stream().sorted(Comparator.comparing(Action::name)).toList();
        if (actions.stream().map(Action::name).distinct().count() != actions.size()) {
            throw new IllegalArgumentException("two actions have one name");
        }
    }

    @Override
    public Optional<Action<?>> find(String name) {
        return actions.stream().filter(action -> action.name().equals(name)).findFirst();
    }

    @Override
    public List<String> names() {
        return actions.stream().map(Action::name).toList();
    }
}
