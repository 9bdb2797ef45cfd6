package dev.slipway.kills;

import dev.slipway.kills.Hunt.Course;
import dev.slipway.run.Event.Ending;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What must be there when {@code examples/thirty} is over. */
final class Thirty {
    /** Those with an undo. */
    private static final Set<Integer> TAKEN_BACK = Set.of(1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24, 25, 28, 29);
    /** The step that fails when it is told to: the ones after it are never begun. */
    private static final int FAILS = 28;

    private Thirty() {}

    static List<String> effects(Course course) {
        return switch (course) {
            case SUCCEEDS -> steps(30).mapToObj(Thirty::name).toList();
            case IS_TAKEN_BACK ->
                steps(FAILS)
                        .filter(n -> !TAKEN_BACK.contains(n))
                        .mapToObj(Thirty::name)
                        .toList();
        };
    }

    static List<String> takenBack(Course course) {
        return switch (course) {
            case SUCCEEDS -> List.of();
            case IS_TAKEN_BACK ->
                steps(FAILS)
                        .filter(TAKEN_BACK::contains)
                        .mapToObj(Thirty::name)
                        .toList()
                        .reversed();
        };
    }

    static Ending ending(Course course) {
        return switch (course) {
            case SUCCEEDS -> Ending.SUCCEEDED;
            case IS_TAKEN_BACK -> Ending.UNDONE_AFTER_FAILURE;
        };
    }

    private static IntStream steps(int last) {
        return IntStream.rangeClosed(1, last);
    }

    private static String name(int step) {
        return "s%02d".formatted(step);
    }
}
