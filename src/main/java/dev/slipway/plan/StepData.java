package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.base.StepId;
import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.plan.PlannedStep.Holding;
import dev.slipway.plan.PlannedStep.Policy;
import dev.slipway.plan.PlannedStep.Question;
import dev.slipway.plan.PlannedStep.Rules;
import dev.slipway.plan.PlannedStep.Shell;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.plan.PlannedStep.Where;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.runbook.FrontMatter.InputType;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A planned step as data and back. */
final class StepData {
    private StepData() {}

    static Data.Mapping write(PlannedStep step) {
        return new Fields()
                .with("id", step.id().value())
                .with("title", step.title())
                .with("stage", lower(step.stage()))
                .with("at", step.at())
                .texts("headings", step.headings())
                .list("guards", step.guards(), StepData::guard)
                .map("policy", policy(step.policy()).entries())
                .with("work", work(step.work()))
                .map("undo", undo(step.undo()).entries())
                .map("probe", step.probe().map(shell -> shell(shell).entries()).orElse(Map.of()))
                .text(
                        "expect",
                        step.expect().map(lines -> String.join("\n", lines)).orElse(null))
                .done();
    }

    static PlannedStep read(Data data) {
        Shape step = Shape.of(data);
        return new PlannedStep(
                new StepId(step.text("id")),
                step.text("title"),
                stage(step.text("stage")),
                step.text("at"),
                step.texts("headings"),
                step.list("guards", StepData::readGuard),
                step.inner("policy").map(StepData::readPolicy).orElse(Policy.PLAIN),
                readWork(step.must("work")),
                step.inner("undo").map(StepData::readUndo).orElse(new Undo.None()),
                step.inner("probe").map(StepData::readShell),
                step.maybeText("expect").map(lines -> List.of(lines.split("\n", -1))));
    }

    private static Data guard(Guard guard) {
        return switch (guard) {
            case Guard.Given(String expression, String at) ->
                new Fields().with("if", expression).with("at", at).done();
            case Guard.Answered(StepId question) ->
                new Fields().with("answered", question.value()).done();
        };
    }

    private static Guard readGuard(Data data) {
        Shape guard = Shape.of(data);
        return guard.maybeText("answered")
                .<Guard>map(id -> new Guard.Answered(new StepId(id)))
                .orElseGet(() -> new Guard.Given(guard.text("if"), guard.text("at")));
    }

    private static Data.Mapping policy(Policy policy) {
        return new Fields()
                .time("timeout", policy.timeout().orElse(null))
                .flag("repeatable", policy.repeatable())
                .count("retries", policy.retries(), 0)
                .flag("sensitive", policy.sensitive())
                .flag("point-of-no-return", policy.pointOfNoReturn())
                .done();
    }

    private static Policy readPolicy(Shape policy) {
        return new Policy(
                policy.time("timeout"),
                policy.flag("repeatable"),
                policy.count("retries", 0),
                policy.flag("sensitive"),
                policy.flag("point-of-no-return"));
    }

    private static Data work(Work work) {
        return switch (work) {
            case Work.Bash(Shell shell, Where where, String session) ->
                new Fields()
                        .with("kind", "shell")
                        .with("shell", shell(shell))
                        .with("where", where(where))
                        .with("session", session)
                        .done();
            case Work.Typed(
                    String action,
                    int version,
                    Data.Mapping parameters,
                    String preview,
                    Where where,
                    Holding holding) ->
                new Fields()
                        .with("kind", "action")
                        .with("action", action)
                        .with("version", Data.of(version))
                        .with("parameters", parameters)
                        .with("preview", preview)
                        .with("where", where(where))
                        .flag("held", holding.held())
                        .flag("held-until-done", holding.untilDone())
                        .text("releases", holding.releases().orElse(null))
                        .done();
            case Work.Gate gate -> gate(gate);
            case Work.Ask(String anchor, String text) ->
                new Fields()
                        .with("kind", "ask")
                        .with("anchor", anchor)
                        .with("text", text)
                        .done();
            case Work.Tell(InputRules input) ->
                new Fields().with("kind", "tell").with("input", input(input)).done();
        };
    }

    private static Work readWork(Shape work) {
        return switch (work.text("kind")) {
            case "shell" ->
                new Work.Bash(readShell(work.must("shell")), readWhere(work.must("where")), work.text("session"));
            case "action" ->
                new Work.Typed(
                        work.text("action"),
                        work.count("version", 0),
                        new Data.Mapping(work.map("parameters")),
                        work.text("preview"),
                        readWhere(work.must("where")),
                        new Holding(work.flag("held"), work.flag("held-until-done"), work.maybeText("releases")));
            case "gate" -> readGate(work);
            case "ask" -> new Work.Ask(work.text("anchor"), work.text("text"));
            case "tell" -> new Work.Tell(readInput(work.must("input")));
            default -> throw new IllegalArgumentException("no kind of work: " + work.text("kind"));
        };
    }

    private static Data gate(Work.Gate gate) {
        return content(gate.anchor(), gate.questions(), gate.rules())
                .with("digest", gate.digest().hex())
                .done();
    }

    /** What the digest of a gate is over. */
    static Fields content(String anchor, List<Question> questions, Rules rules) {
        return new Fields()
                .with("kind", "gate")
                .with("anchor", anchor)
                .list("questions", questions, StepData::question)
                .text("role", rules.role().orElse(null))
                .count("approvals", rules.approvals(), 1)
                .flag("not-requester", rules.notRequester())
                .text("waive", rules.waive().orElse(null))
                .time("within", rules.within().orElse(null));
    }

    private static Work.Gate readGate(Shape gate) {
        Rules rules = new Rules(
                gate.maybeText("role"),
                gate.count("approvals", 1),
                gate.flag("not-requester"),
                gate.maybeText("waive"),
                gate.time("within"));
        return new Work.Gate(
                gate.text("anchor"),
                gate.list("questions", StepData::readQuestion),
                rules,
                new Digest(gate.text("digest")));
    }

    private static Data question(Question question) {
        return new Fields()
                .with("name", question.name())
                .with("text", question.text())
                .done();
    }

    private static Question readQuestion(Data data) {
        Shape question = Shape.of(data);
        return new Question(question.text("name"), question.text("text"));
    }

    static Data input(InputRules input) {
        return new Fields()
                .with("name", input.name())
                .with("description", input.description())
                .with("type", lower(input.type()))
                .text("pattern", input.pattern().orElse(null))
                .texts("one-of", input.oneOf())
                .done();
    }

    static InputRules readInput(Shape input) {
        return new InputRules(
                input.text("name"),
                input.text("description"),
                InputType.valueOf(input.text("type").toUpperCase(Locale.ROOT)),
                input.maybeText("pattern"),
                input.texts("one-of"));
    }

    private static Data.Mapping undo(Undo undo) {
        return switch (undo) {
            case Undo.None() -> new Fields().done();
            case Undo.ByShell(Shell shell) ->
                new Fields().with("shell", shell(shell)).done();
            case Undo.ByAction(String preview) ->
                new Fields().with("action", preview).done();
        };
    }

    private static Undo readUndo(Shape undo) {
        return undo.inner("shell")
                .<Undo>map(shell -> new Undo.ByShell(readShell(shell)))
                .orElseGet(() -> new Undo.ByAction(undo.text("action")));
    }

    private static Data.Mapping shell(Shell shell) {
        return new Fields()
                .with("dialect", shell.dialect())
                .with("text", shell.text())
                .done();
    }

    private static Shell readShell(Shape shell) {
        return new Shell(shell.text("dialect"), shell.text("text"));
    }

    private static Data where(Where where) {
        return new Fields()
                .with("place", where.place())
                .with("group", Data.of(where.group()))
                .done();
    }

    private static Where readWhere(Shape where) {
        return new Where(where.text("place"), where.count("group", 0));
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    static Plan.Stage stage(String word) {
        return Plan.Stage.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
