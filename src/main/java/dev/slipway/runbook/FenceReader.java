package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;

/** Fences: steps, what belongs to steps, and what is only read. */
final class FenceReader {
    private static final Set<String> SHELLS = Set.of(
            "",
            "bash",
            "sh",
            "shell",
            "console",
            "terminal",
            "zsh",
            "ksh",
            "csh",
            "tcsh",
            "dash",
            "ash",
            "fish",
            "powershell",
            "pwsh",
            "ps",
            "posh",
            "cmd",
            "bat",
            "batch",
            "dos",
            "shellsession",
            "command",
            "commandline");
    private static final Pattern LETTERS = Pattern.compile("[{.]*([A-Za-z]*)");

    private final Manuscript manuscript;
    private final Where where;
    private final FencedCodeBlock fence;
    private final Bound bound;

    FenceReader(Manuscript manuscript, Where where, FencedCodeBlock fence, Bound bound) {
        this.manuscript = manuscript;
        this.where = where;
        this.fence = fence;
        this.bound = bound;
    }

    Optional<Draft> read() {
        if (where.mode() == Where.Mode.NOTES) {
            bound.otherThan(DirectiveKind.NOTES)
                    .ifPresent(d -> manuscript.problem(
                            d.span(),
                            "nothing is performed below 'notes'",
                            "Take the '" + d.kind().word() + "' or the 'notes' away."));
            return Optional.empty();
        }
        if (bound.directive().isEmpty()) {
            return unannounced();
        }
        Directive directive = bound.directive().get();
        return switch (directive.kind()) {
            case NOTES -> Optional.empty();
            case STEP -> step(directive);
            case UNDO, PROBE -> inverse(directive);
            case EXPECT -> expect(directive);
            case GATE, TABLE, LIST, SECTION, ALLOW, CALL -> {
                BlockWalk.misplaced(manuscript, directive, "a fence");
                yield unannounced();
            }
        };
    }

    /** The first word of the info string; other tools read the rest. */
    private String tag() {
        String info = fence.getInfo() == null ? "" : fence.getInfo().strip();
        return info.split("\\s+", 2)[0];
    }

    private Optional<Draft> unannounced() {
        return switch (tag()) {
            case "bash", "sh" -> fence.getLiteral().startsWith("#!") ? Optional.of(words(1, List.of())) : shell();
            case "yaml" -> typed();
            default -> other();
        };
    }

    private Optional<Draft> step(Directive directive) {
        switch (tag()) {
            case "bash", "sh" -> {
                if (!fence.getLiteral().startsWith("#!")) {
                    return shell();
                }
                manuscript.problem(
                        manuscript.firstLine(fence),
                        "a fence that opens with #! is a file, not a step",
                        "Take its first line away, or take the 'step' away.");
            }
            case "yaml" -> {
                Optional<Draft> typed = typed();
                if (typed.isPresent()) {
                    return typed;
                }
                manuscript.problem(
                        directive.span(),
                        "'step' stands before YAML that is no action",
                        "An action is a mapping with one key, such as check.http: {url: …}.");
            }
            default ->
                manuscript.problem(
                        directive.span(),
                        "'step' stands before a fence that cannot be performed",
                        "Tag the fence `bash` or `sh`, or `yaml` for an action.");
        }
        return Optional.empty();
    }

    private Optional<Draft> shell() {
        Step.Work.Shell shell = shellOf();
        List<Problem> problems = fenceProblems();
        problems.addAll(StepRefusals.of(shell));
        return Optional.of(draft(shell, Titles.of(shell.text(), where), problems));
    }

    private Step.Work.Shell shellOf() {
        Step.Dialect dialect = tag().equals("sh") ? Step.Dialect.SH : Step.Dialect.BASH;
        return new Step.Work.Shell(dialect, fence.getLiteral(), body());
    }

    /** From the line below the opening fence, in the column in which the fence begins, to the end of the last line. */
    private Span body() {
        Span whole = manuscript.span(fence);
        int line = whole.line() + 1;
        String text = fence.getLiteral();
        int lines = (int) text.chars().filter(c -> c == '\n').count();
        if (lines == 0) {
            return new Span(whole.file(), whole.line(), whole.column(), whole.endLine(), whole.endColumn());
        }
        int lastStart = text.lastIndexOf('\n', text.length() - 2) + 1;
        int lastLength = text.length() - 1 - lastStart;
        return new Span(whole.file(), line, whole.column(), line + lines - 1, whole.column() + lastLength);
    }

    /** Problems that count when a procedure reaches the fence. */
    private List<Problem> fenceProblems() {
        List<Problem> problems = new ArrayList<>();
        if (fence.getClosingFenceLength() == null) {
            problems.add(new Problem(
                    manuscript.firstLine(fence),
                    "this fence is not closed",
                    "End it with " + fence.getFenceCharacter().repeat(fence.getOpeningFenceLength())
                            + ", indented like its beginning."));
        }
        if (where.mode() == Where.Mode.QUOTED) {
            problems.add(new Problem(
                    manuscript.firstLine(fence),
                    "nothing is performed in a quote",
                    "Take the fence out of the quote, or put <!-- slipway: notes --> before it."));
        }
        return problems;
    }

    private Draft draft(Step.Work work, String title, List<Problem> problems) {
        Optional<Phrase> id = bound.directive().flatMap(d -> d.name("id", manuscript.problems));
        Draft.OfStep draft = new Draft.OfStep(new Step(
                manuscript.span(fence),
                where.spot(),
                id,
                title,
                bound.directive().map(this::rules).orElse(Step.Rules.NONE),
                work,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                problems));
        id.ifPresent(name -> keep(name, draft));
        if (++manuscript.steps == Limits.STEPS + 1) {
            manuscript.problem(
                    manuscript.firstLine(fence), "this document has more than 10,000 steps", "Split it into several.");
        }
        return draft;
    }

    private void keep(Phrase id, Draft.OfStep draft) {
        Draft.OfStep first = manuscript.stepsById.putIfAbsent(id.text(), draft);
        if (first != null) {
            manuscript.problem(
                    id.span(),
                    "'" + id + "' names two steps",
                    "The first is in line " + first.first.span().line() + ". Rename one of them.");
        }
    }

    private Step.Rules rules(Directive directive) {
        Optional<Integer> retries = directive.count("retries", 100, manuscript.problems);
        if (retries.isPresent() && !directive.has("repeatable")) {
            manuscript.problem(
                    directive.text("retries").orElseThrow().span(),
                    "retries= needs 'repeatable'",
                    "Only a step that may be run again from its start can be tried again.");
        }
        return new Step.Rules(
                directive.text("on"),
                directive.condition(),
                directive.duration("timeout", manuscript.problems),
                directive.has("repeatable"),
                retries.orElse(0),
                directive.has("sensitive"),
                directive.has("point-of-no-return"));
    }

    private Optional<Draft> typed() {
        boolean open = fence.getClosingFenceLength() == null;
        String text = open ? fence.getLiteral().stripTrailing() : fence.getLiteral(); // no problem beyond the last line
        TypedFence.Found found = TypedFence.read(manuscript.source.file(), text, body());
        List<Problem> problems = fenceProblems();
        return switch (found) {
            case TypedFence.Found.Text _ ->
                bound.directive().isPresent() ? Optional.empty() : Optional.of(words(0, List.of()));
            case TypedFence.Found.Mistake mistake -> {
                problems.addAll(mistake.problems());
                yield Optional.of(words(0, problems));
            }
            case TypedFence.Found.Typed typed -> {
                problems.addAll(typed.problems());
                yield Optional.of(draft(typed.work(), Titles.of(lead(), where), problems));
            }
        };
    }

    /** Only a comment that opens the fence is a title: later ones explain a parameter. */
    private String lead() {
        return fence.getLiteral().lines().findFirst().orElse("");
    }

    private Optional<Draft> other() {
        String tag = tag();
        Matcher letters = LETTERS.matcher(tag);
        String word = letters.lookingAt() ? letters.group(1).toLowerCase(Locale.ROOT) : "";
        boolean shell = SHELLS.contains(word) && (tag.isEmpty() || !word.isEmpty());
        if (shell) {
            String what = tag.isEmpty() ? "a fence without a language" : "a fence tagged `" + tag + "`";
            return Optional.of(words(
                    0,
                    List.of(new Problem(
                            manuscript.firstLine(fence),
                            what + " is neither a step nor plainly text",
                            "Tag it `bash` or `text`, or put <!-- slipway: notes --> before it."))));
        }
        boolean action = Set.of("yaml", "yml").contains(word)
                && TypedFence.read(manuscript.source.file(), fence.getLiteral(), body())
                        instanceof TypedFence.Found.Typed;
        return Optional.of(words(
                0,
                action
                        ? List.of(new Problem(
                                manuscript.firstLine(fence),
                                "an action stands in a fence tagged `" + tag + "`",
                                "Tag it `yaml`."))
                        : List.of()));
    }

    private Draft words(int counted, List<Problem> problems) {
        return new Draft.Finished(new Part.Prose(manuscript.span(fence), where.spot(), counted, problems));
    }

    /** {@code undo} and {@code probe}: bound by the id that they name, else to the step before them in the same container. */
    private Optional<Draft> inverse(Directive directive) {
        if (!tag().equals("bash")) {
            BlockWalk.misplaced(manuscript, directive, "a fence tagged `" + tag() + "`");
            return Optional.empty();
        }
        Step.Work.Shell shell = shellOf();
        manuscript.inverses.add(new Manuscript.Inverse(directive, shell, bound.stepBefore(), fenceProblems()));
        return Optional.empty();
    }

    private Optional<Draft> expect(Directive directive) {
        if (!tag().equals("text")) {
            BlockWalk.misplaced(manuscript, directive, "a fence tagged `" + tag() + "`");
        } else if (bound.stepBefore().isEmpty()) {
            manuscript.problem(
                    directive.span(),
                    "'expect' stands after the step whose output it describes, and none stands before it here",
                    "It belongs below the same heading, and in the same list item, as its step.");
        } else {
            expect(directive, bound.stepBefore().get());
        }
        return Optional.empty();
    }

    private void expect(Directive directive, Draft.OfStep step) {
        List<String> lines = fence.getLiteral().stripTrailing().lines().toList();
        if (lines.isEmpty()) {
            manuscript.problem(manuscript.firstLine(fence), "this expectation has no lines", "");
        } else if (!(step.first.work() instanceof Step.Work.Shell)) {
            manuscript.problem(
                    directive.span(),
                    "'expect' describes the output of a shell step, and the step before it is an action",
                    "An action says by its parameters what it expects.");
        } else if (step.first.rules().sensitive()) {
            manuscript.problem(
                    directive.span(),
                    "the output of the step before is not kept, since it is 'sensitive', so nothing can be expected of it",
                    "Test it in the step itself, such as with grep -q, or take one of the two away.");
        } else if (step.expect != null) {
            manuscript.problem(directive.span(), "this step has two expectations", "Join them into one fence.");
        } else {
            step.expect = new Step.Expect(lines, body());
            step.problems.addAll(fenceProblems());
        }
    }
}
