package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Readings as text that tests compare whole. */
final class Readings {
    private static final String FRONT = """
            ---
            slipway:
              version: 1
              service: shop
              procedures: {release: {run: [steps]}}
            ---
            """;

    private Readings() {}

    /** How many lines stand before the body of {@link #of}. */
    static final int FRONT_LINES = 6;

    /** The body stands below a sound front matter; its first line is line 7. */
    static Reading of(String body) {
        return Runbooks.read(Source.of("book.md", FRONT + body));
    }

    static Reading withWindowsLineEnds(String body) {
        return Runbooks.read(Source.of("book.md", (FRONT + body).replace("\n", "\r\n")));
    }

    static String problems(String body) {
        return problems(of(body).problems());
    }

    static String problems(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    /** What a shell step may not be, with positions as if it began in line 1 of a file of its own. */
    static String refusals(String shell) {
        Span body = new Span("step", 1, 1, 1 + shell.length(), 1);
        return problems(StepRefusals.of(new Step.Work.Shell(Step.Dialect.BASH, shell, body)));
    }

    /** Commands and variables of a shell text, each with its place. */
    static String words(String shell) {
        ShellWords.Variables variables = ShellWords.variables(shell);
        return "commands " + named(ShellWords.commands(shell))
                + "\nread " + named(variables.read())
                + "\noptional " + named(variables.optional())
                + "\nassigned " + named(variables.assigned())
                + (variables.open() ? "\nopen" : "")
                + (variables.understood() ? "" : "\nnot understood");
    }

    private static String named(List<ShellWords.Named> names) {
        return names.stream()
                .map(named -> named.name() + "@" + named.line() + ":" + named.column())
                .collect(Collectors.joining(" "));
    }

    static String outline(String body) {
        return outline(of(body));
    }

    static String outline(Reading reading) {
        StringBuilder text = new StringBuilder();
        section(reading.runbook().root(), text);
        reading.problems().forEach(problem -> text.append("! ").append(problem).append('\n'));
        return text.toString();
    }

    private static void section(Section section, StringBuilder out) {
        if (section.level() > 0) {
            out.append("#".repeat(section.level())).append(' ').append(section.title());
            out.append(" [").append(section.anchor()).append(section.unique() ? "]" : ", not unique]");
            section.id().ifPresent(id -> out.append(" id=").append(id));
            section.rules().condition().ifPresent(condition -> out.append(condition(condition)));
            out.append(section.rules().apart() ? " apart" : "").append('\n');
        }
        section.problems().forEach(problem -> out.append("  ? ").append(problem).append('\n'));
        section.parts().forEach(part -> part(part, out));
        section.sections().forEach(below -> section(below, out));
    }

    private static void part(Part part, StringBuilder out) {
        out.append("  ").append(part.span().line()).append(' ');
        switch (part) {
            case Step step -> out.append(step(step));
            case Part.Question question ->
                out.append("question ")
                        .append(question.name())
                        .append(": ")
                        .append(question.text().replace("\n", " / "))
                        .append(question.rules().equals(Part.GateRules.PLAIN) ? "" : " " + rules(question.rules()));
            case Part.Call call ->
                out.append("call ")
                        .append(call.target())
                        .append(call.condition().map(Readings::condition).orElse(""));
            case Part.Prose prose -> out.append("prose ").append(prose.counted());
            case Part.Table table ->
                out.append("table")
                        .append(table.id().map(id -> " " + id).orElse(""))
                        .append(' ')
                        .append(table.header())
                        .append(' ')
                        .append(table.rows());
            case Part.Items items ->
                out.append("list ").append(items.id()).append(' ').append(items.items());
        }
        out.append('\n');
        part.problems().forEach(problem -> out.append("    ? ").append(problem).append('\n'));
    }

    private static String step(Step step) {
        String work = switch (step.work()) {
            case Step.Work.Shell shell -> shell.dialect() == Step.Dialect.SH ? "sh" : "bash";
            case Step.Work.Typed typed ->
                typed.name() + " " + typed.parameters().data().json();
        };
        return work + step.id().map(id -> " id=" + id).orElse("")
                + " \"" + step.title() + "\""
                + (step.spot().items().isEmpty() ? "" : " in " + step.spot().items())
                + (step.rules().equals(Step.Rules.NONE) ? "" : " " + rules(step.rules()))
                + (step.undo().isPresent() ? " +undo" : "")
                + (step.probe().isPresent() ? " +probe" : "")
                + step.expect().map(expect -> " expects " + expect.lines()).orElse("");
    }

    private static String rules(Step.Rules rules) {
        return braced(List.of(
                rules.on().map(on -> "on=" + on),
                rules.condition().map(c -> condition(c).strip()),
                rules.timeout().map(timeout -> "timeout=" + timeout),
                flag(rules.repeatable(), "repeatable"),
                flag(rules.retries() > 0, "retries=" + rules.retries()),
                flag(rules.sensitive(), "sensitive"),
                flag(rules.pointOfNoReturn(), "point-of-no-return")));
    }

    private static String rules(Part.GateRules rules) {
        return braced(List.of(
                rules.role().map(role -> "role=" + role),
                Optional.of("approvals=" + rules.approvals()),
                flag(rules.notRequester(), "not-requester"),
                rules.waive().map(waive -> "waive=" + waive),
                rules.within().map(within -> "within=" + within)));
    }

    private static Optional<String> flag(boolean set, String word) {
        return set ? Optional.of(word) : Optional.empty();
    }

    private static String braced(List<Optional<String>> words) {
        return "{" + words.stream().flatMap(Optional::stream).collect(Collectors.joining(" ")) + "}";
    }

    private static String condition(Condition condition) {
        return switch (condition) {
            case Condition.When when -> " if=" + when.expression();
            case Condition.Ask _ -> " if=ask";
        };
    }

    static List<String> names(List<Phrase> phrases) {
        return phrases.stream().map(Phrase::text).toList();
    }
}
