package dev.slipway.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What steps are compiled against: the way forward has one, the procedure for a failure another.
 *
 * @param inputs names of all inputs here
 * @param session the session that the shell steps share
 */
record Scope(
        Formulas formulas, Known known, Set<String> inputs, String session, Fronts fronts, Depots depots, Notes notes) {

    /** What came up on the way and is not a mistake of the author. */
    static final class Notes {
        private final List<Planning.Unusable> undecidable = new ArrayList<>();
        private final Map<Reached.Test, Plan.Omitted> omitted = new LinkedHashMap<>();

        void undecidable(String says, String help) {
            undecidable.add(new Planning.Unusable(says, help));
        }

        void omitted(Reached.Test test, Plan.Omitted what) {
            omitted.putIfAbsent(test, what);
        }

        Optional<Planning.Unusable> firstUndecidable() {
            return undecidable.stream().findFirst();
        }

        List<Plan.Omitted> omitted() {
            return List.copyOf(omitted.values());
        }
    }

    /** The inputs that a text of a shell mentions, by the names of their variables. */
    Set<String> mentionedIn(String shellText) {
        Set<String> words = ShellReading.capitals(shellText);
        Set<String> mentioned = new LinkedHashSet<>();
        inputs.stream().filter(name -> words.contains(Variables.ofInput(name))).forEach(mentioned::add);
        return mentioned;
    }
}
