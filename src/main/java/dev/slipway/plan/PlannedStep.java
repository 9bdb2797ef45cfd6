package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.base.StepId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a run does or waits for.
 *
 * @param at {@code file:line:column} in the document
 * @param headings from the outermost below the title
 * @param guards all must hold when its turn comes, else it is skipped; looked at in order, up to the first that does not
 */
public record PlannedStep(
        StepId id,
        String title,
        Plan.Stage stage,
        String at,
        List<String> headings,
        List<Guard> guards,
        Policy policy,
        Work work,
        Undo undo,
        Optional<Shell> probe,
        Optional<List<String>> expect) {

    public PlannedStep {
        headings = List.copyOf(headings);
        guards = List.copyOf(guards);
    }

    public sealed interface Guard {
        /** An expression that could not be decided in the plan. */
        record Given(String expression, String at) implements Guard {}

        /** A question, itself a step, that must have been answered yes. */
        record Answered(StepId question) implements Guard {}
    }

    public record Policy(
            Optional<Duration> timeout, boolean repeatable, int retries, boolean sensitive, boolean pointOfNoReturn) {
        public static final Policy PLAIN = new Policy(Optional.empty(), false, 0, false, false);
    }

    public sealed interface Work {
        /** @param session the session whose variables and functions carry on */
        record Bash(Shell shell, Where where, String session) implements Work {}

        /**
         * {@code parameters} are templates, see {@link Templated}: what could be decided in the plan is decided; the rest is
         * resolved when the step begins.
         */
        record Typed(String action, int version, Data.Mapping parameters, String preview, Where where, Holding holding)
                implements Work {}

        /** A gate: questions that people answer together. {@code digest} changes with any of them. */
        record Gate(String anchor, List<Question> questions, Rules rules, Digest digest) implements Work {
            public Gate {
                questions = List.copyOf(questions);
            }
        }

        /** {@code if=ask}: yes or no; no skips what {@link Guard.Answered} names it. */
        record Ask(String anchor, String text) implements Work {}

        /** An input with {@code ask: late}, told at its first use; what is told becomes {@code inputs.NAME}. */
        record Tell(InputRules input) implements Work {}
    }

    /**
     * A held action is undone at every ending, unless a later step has released it: one whose {@code releases} names its action.
     *
     * @param untilDone it is undone at an ending that finds it begun and not done
     */
    public record Holding(boolean held, boolean untilDone, Optional<String> releases) {
        public static final Holding NONE = new Holding(false, Optional.empty());

        public Holding(boolean held, Optional<String> releases) {
            this(held, false, releases);
        }
    }

    public record Shell(String dialect, String text) {}

    /** @param group steps of one group and session share the working directory */
    public record Where(String place, int group) {}

    public record Question(String name, String text) {}

    public record Rules(
            Optional<String> role,
            int approvals,
            boolean notRequester,
            Optional<String> waive,
            Optional<Duration> within) {}

    public sealed interface Undo {
        record None() implements Undo {}

        record ByShell(Shell shell) implements Undo {}

        record ByAction(String preview) implements Undo {}
    }
}
