package dev.slipway.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a database stands in the history that the code knows.
 *
 * @param heads the newest that are applied; more than one where a history has branches, none in an empty database
 * @param applied oldest first
 * @param pending in the order in which they would be applied
 */
public record Standing(List<String> heads, List<Revision> applied, List<Revision> pending, List<Trouble> troubles) {
    public Standing {
        heads = List.copyOf(heads);
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
        troubles = List.copyOf(troubles);
    }

    /** Of a history without branches. */
    public static Standing line(List<Revision> applied, List<Revision> pending, List<Trouble> troubles) {
        List<String> heads =
                applied.isEmpty() ? List.of() : List.of(applied.getLast().id());
        return new Standing(heads, applied, pending, troubles);
    }

    /** The newest applied, in one word: {@code 0007_orders}; {@code a42e+77c0} where there are two; {@code empty}. */
    public String revision() {
        return heads.isEmpty() ? EMPTY : String.join("+", heads);
    }

    public static final String EMPTY = "empty";

    public boolean has(String revision) {
        return applied.stream().anyMatch(each -> each.id().equals(revision));
    }

    /** What is pending up to a revision, or all of it. */
    public List<Revision> pendingTo(Goal goal) {
        List<Revision> some = new ArrayList<>();
        for (Revision each : pending) {
            some.add(each);
            if (goal.is(each)) {
                return some;
            }
        }
        return goal.revision().filter(this::has).isPresent() ? List.of() : some;
    }

    /** What was applied after a revision, newest first; all of it after {@link #EMPTY}. */
    public List<Revision> appliedAfter(String revision) {
        List<Revision> some = new ArrayList<>();
        for (Revision each : applied.reversed()) {
            if (each.id().equals(revision)) {
                break;
            }
            some.add(each);
        }
        return some;
    }

    public List<String> names() {
        List<String> all = new ArrayList<>();
        applied.forEach(each -> all.add(each.id()));
        pending.forEach(each -> all.add(each.id()));
        return all;
    }
}
