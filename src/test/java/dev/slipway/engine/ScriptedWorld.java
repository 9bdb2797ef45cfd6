package dev.slipway.engine;

import dev.slipway.hands.Place.AttemptName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What the steps of a run have done to the world, and what the test has in store for each. */
final class ScriptedWorld {
    /** Deeds that fail, always: {@code deploy}, {@code undo deploy}. */
    final Set<String> fail = new HashSet<>();
    /** Steps that do not end by themselves. */
    final Set<String> hang = new HashSet<>();
    /** What is there, in the order in which it came. */
    final List<String> effects = new ArrayList<>();
    /** Every deed that took effect. */
    final List<String> deeds = new ArrayList<>();

    private final Map<AttemptName, Integer> statuses = new HashMap<>();
    private final Set<AttemptName> lost = new HashSet<>();
    /** Told when a deed begins. */
    Consumer<String> beginning = _ -> {};

    synchronized boolean knows(AttemptName attempt) {
        return statuses.containsKey(attempt);
    }

    /** A shell's attempt: it is over as soon as it begins. */
    synchronized int run(AttemptName attempt) {
        int status = attempt.purpose().startsWith("probe")
                ? effects.contains(attempt.step()) ? 0 : 1
                : perform(attempt.step(), attempt.purpose().equals("undo")) ? 0 : 1;
        statuses.put(attempt, status);
        return status;
    }

    synchronized boolean perform(String step, boolean back) {
        String deed = deed(step, back);
        beginning.accept(deed);
        if (fail.contains(deed)) {
            return false;
        }
        if (back) {
            effects.remove(step);
        } else if (!effects.contains(step)) {
            effects.add(step);
        }
        deeds.add(deed);
        return true;
    }

    synchronized boolean there(String step) {
        return effects.contains(step);
    }

    synchronized boolean hangs(String step) {
        return hang.contains(step);
    }

    synchronized Optional<Integer> status(AttemptName attempt) {
        return lost.contains(attempt) ? Optional.empty() : Optional.ofNullable(statuses.get(attempt));
    }

    synchronized void never(AttemptName attempt) {
        statuses.put(attempt, -1);
    }

    /** Every supervisor is killed, and with it the word about how its step ended. */
    synchronized void loseSupervisors() {
        lost.addAll(statuses.keySet());
    }

    /** As if this deed, whose outcome nobody has written down, had been killed before it could act. */
    synchronized void unhappen(String step, boolean back) {
        if (deeds.isEmpty() || !deeds.getLast().equals(deed(step, back))) {
            return;
        }
        deeds.removeLast();
        if (back) {
            effects.add(step);
        } else {
            effects.remove(step);
        }
    }

    private static String deed(String step, boolean back) {
        return back ? "undo " + step : step;
    }

    synchronized List<String> undone() {
        return deeds.stream().filter(deed -> deed.startsWith("undo ")).toList();
    }
}
