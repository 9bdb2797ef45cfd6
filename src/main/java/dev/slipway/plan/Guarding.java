package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.base.Phrase;
import dev.slipway.base.Span;
import dev.slipway.base.StepId;
import dev.slipway.expression.Expression;
import dev.slipway.plan.Draft.OutputRead;
import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.plan.Reached.Test;
import dev.slipway.runbook.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns conditions into guards: decides now what only reads what is known, and puts questions where they are due. */
final class Guarding {
    private final Scope scope;
    private final StepIds ids;
    private final Problems problems;
    private final Map<Test, Verdict> verdicts = new HashMap<>();

    Guarding(Scope scope, StepIds ids, Problems problems) {
        this.scope = scope;
        this.ids = ids;
        this.problems = problems;
    }

    /** What one condition comes to. */
    private sealed interface Verdict {
        record On() implements Verdict {}

        record Off() implements Verdict {}

        record Open(Guard guard, List<List<String>> reads, Phrase source) implements Verdict {}

        record Question(Guard.Answered guard) implements Verdict {}
    }

    /** @param asks questions that must be put before the step, each with the number of guards before it */
    record Guards(
            List<Guard> guards, List<Asking> asks, List<OutputRead> reads, Set<String> mentions, boolean omitted) {}

    record Asking(Test test, StepId id, int guardsBefore) {}

    Guards of(List<Test> tests) {
        List<Guard> guards = new ArrayList<>();
        List<Asking> asks = new ArrayList<>();
        List<OutputRead> reads = new ArrayList<>();
        Set<String> mentions = new LinkedHashSet<>();
        boolean omitted = false;
        for (Test test : tests) {
            boolean first = !verdicts.containsKey(test);
            Verdict verdict = verdict(test, omitted);
            switch (verdict) {
                case Verdict.On() -> {}
                case Verdict.Off() -> omitted = true;
                case Verdict.Open open -> {
                    reads.addAll(outputs(open.reads(), open.source(), guards.size()));
                    mentions.addAll(inputs(open.reads(), scope));
                    guards.add(open.guard());
                }
                case Verdict.Question question -> {
                    if (first && !omitted) {
                        asks.add(new Asking(test, question.guard().question(), guards.size()));
                    }
                    guards.add(question.guard());
                }
            }
        }
        return new Guards(guards, asks, reads, mentions, omitted);
    }

    private Verdict verdict(Test test, boolean omitted) {
        Verdict known = verdicts.get(test);
        if (known != null) {
            return known;
        }
        Verdict verdict = switch (test.condition()) {
            case Condition.Ask ask -> question(test, ask.span());
            case Condition.When when -> when(test, when.expression(), omitted);
        };
        verdicts.put(test, verdict);
        return verdict;
    }

    private Verdict question(Test test, Span span) {
        return new Verdict.Question(new Guard.Answered(ids.made("ask " + test.anchor(), span)));
    }

    private Verdict when(Test test, Phrase source, boolean omitted) {
        Optional<Expression> expression = scope.formulas().condition(source);
        if (expression.isEmpty() || omitted) {
            return new Verdict.On();
        }
        Verdict open = new Verdict.Open(
                new Guard.Given(source.text(), source.span().toString()),
                expression.get().reads(),
                source);
        return switch (Formulas.decide(expression.get(), scope.known())) {
            case Formulas.Decision.Later() -> open;
            case Formulas.Decision.Undecidable(String says) -> {
                scope.notes()
                        .undecidable(
                                source.span() + ": the condition '" + source + "' cannot be decided: " + says,
                                "Where an earlier run may be missing, ask first, as in has(previous.release).");
                yield open;
            }
            case Formulas.Decision.Decided(Data value) -> decided(test, source, value);
        };
    }

    private Verdict decided(Test test, Phrase source, Data value) {
        if (!(value instanceof Data.Bool(boolean holds))) {
            problems.add(
                    source.span(),
                    "this condition is neither true nor false",
                    "Compare it with something, as in " + source + " == '…'.");
            return new Verdict.On();
        }
        if (holds) {
            return new Verdict.On();
        }
        scope.notes()
                .omitted(
                        test,
                        new Plan.Omitted(
                                test.title(), source.text(), source.span().toString()));
        return new Verdict.Off();
    }

    /** The outputs among what an expression reads. One that asks {@code has(…)} first may read what never was. */
    static List<OutputRead> outputs(List<List<String>> reads, Phrase source, int guardsBefore) {
        List<OutputRead> outputs = new ArrayList<>();
        for (List<String> path : reads) {
            if (path.getFirst().equals("steps") && path.size() > 1) {
                Optional<String> output = path.size() > 2 ? Optional.of(path.get(2)) : Optional.empty();
                outputs.add(new OutputRead(path.get(1), output, source, guardsBefore));
            }
        }
        return outputs;
    }

    static Set<String> inputs(List<List<String>> reads, Scope scope) {
        Set<String> names = new LinkedHashSet<>();
        for (List<String> path : reads) {
            if (path.getFirst().equals("inputs")) {
                names.addAll(path.size() > 1 ? Set.of(path.get(1)) : scope.inputs());
            }
        }
        return names;
    }
}
