package dev.slipway.plan;

import dev.slipway.plan.Binding.State;
import dev.slipway.runbook.FrontMatter.Input;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which inputs the way forward needs, and what is the matter with them. */
final class Wants {
    private final Binding binding;
    private final Set<String> mentioned;
    private final Set<String> missing = new LinkedHashSet<>();

    Wants(Binding binding, List<Draft> drafts, Set<String> more) {
        this.binding = binding;
        Set<String> direct = new LinkedHashSet<>(more);
        missing.addAll(missing(more));
        for (Draft draft : drafts) {
            direct.addAll(draft.allMentions());
            // What a step needs is asked for only when it is clear that the step is performed.
            Set<String> first = missing(draft.decidedBy());
            missing.addAll(first.isEmpty() ? missing(draft.mentions()) : first);
        }
        this.mentioned = binding.withDefaults(direct);
    }

    private Set<String> missing(Set<String> names) {
        Set<String> found = new LinkedHashSet<>();
        for (String name : binding.withDefaults(names)) {
            if (binding.state(name) instanceof State.Missing) {
                found.add(name);
            }
        }
        return found;
    }

    Set<String> mentioned() {
        return mentioned;
    }

    Set<String> missing() {
        return missing;
    }

    Optional<Planning.Unusable> unfit() {
        return mentioned.stream()
                .map(binding::state)
                .filter(State.Unfit.class::isInstance)
                .map(State.Unfit.class::cast)
                .map(unfit -> new Planning.Unusable(unfit.says(), unfit.help()))
                .findFirst();
    }

    Map<String, Input> late(Map<String, Input> inputs) {
        Map<String, Input> late = new LinkedHashMap<>();
        inputs.forEach((name, input) -> {
            if (binding.state(name) instanceof State.Late) {
                late.put(name, input);
            }
        });
        return late;
    }

    State state(String name) {
        return binding.state(name);
    }

    Set<String> withDefaults(Set<String> names) {
        return binding.withDefaults(names);
    }
}
