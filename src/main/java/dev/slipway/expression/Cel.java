package dev.slipway.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import java.util.ArrayList;
import java.util.List;

/** Everything that touches CEL starts here, so that nothing of it is loaded before. Has no clock: CEL itself knows none. */
final class Cel {
    /** Enough for any list that a runbook has; a second's work at most. */
    static final int MOST_ITERATIONS = 10_000;

    static final int DEEPEST = 32;

    private static final CelOptions OPTIONS = CelOptions.current()
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .maxParseRecursionDepth(DEEPEST)
            .maxExpressionCodePointSize(Expressions.MOST_CHARACTERS)
            .maxRegexProgramSize(10_000)
            .enableHeterogeneousNumericComparisons(true)
            .enableQuotedIdentifierSyntax(false)
            .build();
    private static final CelCompiler COMPILER = compiler();

    private Cel() {}

    /** The half that evaluates is loaded when something is evaluated: a plan of undecided conditions never does. */
    static final class Evaluating {
        static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .addLibraries(CelExtensions.strings(), CelExtensions.math())
                .build();

        private Evaluating() {}
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.strings(), CelExtensions.math());
        Expressions.ROOTS.forEach(root -> builder.addVar(root, SimpleType.DYN));
        Expressions.MORE_ROOTS.forEach(root -> builder.addVar(root, SimpleType.DYN));
        return builder.build();
    }

    static Parsed read(Phrase phrase, List<String> roots, Expressions.Wanted wanted) {
        Locator locator = new Locator(phrase);
        CelValidationResult parsed = COMPILER.parse(phrase.text());
        if (parsed.hasError()) {
            // The first one alone: what follows it is the parser losing its way.
            return new Parsed.Broken(
                    List.of(SyntaxWords.problem(parsed.getErrors().getFirst(), locator)));
        }
        CelAbstractSyntaxTree tree = tree(parsed);
        Survey survey = Survey.of(tree, roots);
        List<Problem> problems = new ArrayList<>(NameWords.problems(survey, roots, locator));
        if (!problems.isEmpty()) {
            return new Parsed.Broken(problems);
        }
        CelValidationResult checked = COMPILER.check(tree);
        if (checked.hasError()) {
            checked.getErrors().stream()
                    .map((CelIssue issue) -> TypeWords.problem(issue, locator))
                    .forEach(problems::add);
            return new Parsed.Broken(problems);
        }
        CelKind kind = tree(checked).getResultType().kind();
        if (wanted == Expressions.Wanted.TRUTH && kind != CelKind.BOOL && kind != CelKind.DYN) {
            return new Parsed.Broken(List.of(TypeWords.notATruth(kind, locator)));
        }
        return new Parsed.Sound(new CelExpression(phrase.text(), tree(checked), survey));
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult sound) {
        try {
            return sound.getAst();
        } catch (dev.cel.common.CelValidationException e) {
            throw new IllegalStateException("no error, yet no tree", e);
        }
    }
}
