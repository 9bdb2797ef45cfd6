package dev.slipway.report;

import java.util.List;
import java.util.Set;

/** How a phase stands: by the step of it that matters most. */
final class Phases {
    private static final List<Marked> WORST_FIRST = List.of(
            Marked.UNDO_FAILED,
            Marked.DOUBTED,
            Marked.UNDOING,
            Marked.RUNNING,
            Marked.ASKING,
            Marked.FAILED,
            Marked.UNDONE,
            Marked.LEFT_AS_IS);
    private static final Set<Marked> SETTLED = Set.of(Marked.DONE, Marked.SKIPPED, Marked.PASSED_OVER);

    private Phases() {}

    static Marked mark(List<Marked> steps) {
        for (Marked worst : WORST_FIRST) {
            if (steps.contains(worst)) {
                return worst;
            }
        }
        if (!steps.isEmpty() && steps.stream().allMatch(Marked.SKIPPED::equals)) {
            return Marked.SKIPPED;
        }
        if (!steps.isEmpty() && SETTLED.containsAll(steps)) {
            return Marked.DONE;
        }
        return steps.stream().anyMatch(SETTLED::contains) ? Marked.RUNNING : Marked.PENDING;
    }
}
