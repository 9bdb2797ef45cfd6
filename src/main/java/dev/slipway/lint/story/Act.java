package dev.slipway.lint.story;

import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.tools.Fact;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A command where it is performed.
 *
 * @param order its number in its track
 * @param track which procedure it belongs to
 * @param option which of several alternatives it belongs to; empty for none
 * @param script the fence that it stands in; empty for a typed step
 */
public record Act(
        int order,
        int track,
        String option,
        Chapter chapter,
        Optional<Script> script,
        Invocation invocation,
        List<Fact> facts) {
    public Act {
        facts = List.copyOf(facts);
    }

    public <F extends Fact> Optional<F> fact(Class<F> type) {
        return facts(type).findFirst();
    }

    public <F extends Fact> Stream<F> facts(Class<F> type) {
        return facts.isEmpty()
                ? Stream.empty()
                : facts.stream().filter(type::isInstance).map(type::cast);
    }

    public boolean does(Class<? extends Fact> type) {
        for (Fact fact : facts) {
            if (type.isInstance(fact)) {
                return true;
            }
        }
        return false;
    }

    public Call inner() {
        return invocation.inner();
    }

    public Call outer() {
        return invocation.outer();
    }

    public int from() {
        return invocation.from();
    }

    public int to() {
        return invocation.to();
    }

    /** Whoever follows the one does not follow the other: {@code Option A}, {@code Option B}. */
    boolean excludes(Act other) {
        int mine = option.indexOf(':');
        return mine >= 0 && other.option.startsWith(option.substring(0, mine + 1)) && !other.option.equals(option);
    }
}
