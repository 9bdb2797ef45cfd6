package dev.slipway.report;

import dev.slipway.base.Durations;
import dev.slipway.plan.Plan.Phase;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Guard;
import dev.slipway.plan.PlannedStep.Policy;
import dev.slipway.plan.PlannedStep.Rules;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.plan.PlannedStep.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of phases and their steps. */
final class StepLines {
    private static final int INDENT = 5;
    private static final int WIDEST_KIND = 9;
    private static final int LEAST_TEXT = 36;

    private final Page page;
    private final int kinds;

    StepLines(Page page, List<PlannedStep> steps) {
        this.page = page;
        int widest = steps.stream()
                .mapToInt(step -> kind(step.work()).length())
                .max()
                .orElse(0);
        this.kinds = Math.min(widest, WIDEST_KIND) + 2;
    }

    void phase(int number, Phase phase, List<PlannedStep> steps) {
        List<Guard> shared = PlanText.shared(steps);
        String count =
                number < 10 ? "  " + number : Integer.toString(number).length() == 2 ? " " + number : "" + number;
        page.both(Width.pad(count, INDENT) + Width.clean(phase.title()), conditions(shared));
        steps.forEach(step -> step(step, phase, shared));
        if (phase.unperformed() > 0) {
            page.line(" ".repeat(INDENT)
                    + "("
                    + (phase.unperformed() == 1
                            ? "1 bullet or paragraph that nobody performs"
                            : phase.unperformed() + " bullets and paragraphs that nobody performs")
                    + ")");
        }
    }

    private void step(PlannedStep step, Phase phase, List<Guard> shared) {
        String kind = Width.pad(Width.cut(kind(step.work()), kinds - 2), kinds);
        String first = " ".repeat(INDENT) + kind + Width.clean(says(step, phase));
        switch (step.work()) {
            case Work.Gate gate -> gate(first, gate);
            case Work.Typed typed -> page.prefer(first, typed.action(), LEAST_TEXT);
            case Work.Bash _, Work.Ask _, Work.Tell _ -> page.line(first);
        }
        List<Guard> own = step.guards().subList(shared.size(), step.guards().size());
        if (!own.isEmpty()) {
            below(conditions(own));
        }
        where(step.work()).ifPresent(place -> below("at " + place));
        policy(step.policy()).forEach(this::below);
        switch (step.undo()) {
            case Undo.None() -> {}
            case Undo.ByShell(PlannedStep.Shell shell) -> below("undo: " + firstLine(shell.text()));
            case Undo.ByAction(String preview) -> below("undo: " + preview);
        }
    }

    /** Who signs, and by which name all items are signed at once: nothing of it may be cut. */
    private void gate(String first, Work.Gate gate) {
        String name = gate.anchor() + "@" + gate.digest().brief();
        String whole = first + " · " + signers(gate.rules());
        if (page.fits(whole, name)) {
            page.both(whole, name);
        } else if (page.fits(whole, "")) {
            page.line(whole);
            below("sign all: " + name);
        } else {
            page.line(first);
            below(signers(gate.rules()));
            below("sign all: " + name);
        }
    }

    private void below(String text) {
        page.words(INDENT + kinds, INDENT + kinds, text);
    }

    /** A place that is not the machine where Slipway runs. */
    private static Optional<String> where(Work work) {
        Optional<String> place = switch (work) {
            case Work.Bash bash -> Optional.of(bash.where().place());
            case Work.Typed typed -> Optional.of(typed.where().place());
            case Work.Gate _, Work.Ask _, Work.Tell _ -> Optional.empty();
        };
        return place.filter(name -> !name.equals("here"));
    }

    private static String kind(Work work) {
        return switch (work) {
            case Work.Bash bash -> bash.shell().dialect();
            case Work.Typed typed -> family(typed);
            case Work.Gate _ -> "gate";
            case Work.Ask _ -> "ask";
            case Work.Tell _ -> "tell";
        };
    }

    static String family(Work.Typed typed) {
        int dot = typed.action().indexOf('.');
        return dot < 0 ? typed.action() : typed.action().substring(0, dot);
    }

    private static String says(PlannedStep step, Phase phase) {
        return switch (step.work()) {
            case Work.Bash bash -> shellSays(step, phase, bash.shell().text());
            case Work.Typed typed -> typed.preview().isBlank() ? step.title() : typed.preview();
            case Work.Gate gate ->
                (step.title().equals(phase.title()) ? "" : step.title() + ": ")
                        + Count.of(gate.questions().size(), "item");
            case Work.Ask(String _, String text) -> text + "?";
            case Work.Tell tell ->
                tell.input().name()
                        + (tell.input().description().isEmpty()
                                ? ""
                                : ": " + tell.input().description());
        };
    }

    /** A step that its author did not title is named by its first command. */
    private static String shellSays(PlannedStep step, Phase phase, String text) {
        if (!step.headings().contains(step.title())) {
            return step.title();
        }
        return step.title().equals(phase.title()) ? firstLine(text) : step.title() + ": " + firstLine(text);
    }

    private static String signers(Rules rules) {
        StringBuilder out = new StringBuilder();
        String who = rules.role().orElse("anyone");
        out.append(rules.approvals() > 1 ? rules.approvals() + " of " + who + " sign" : who + " signs");
        if (rules.notRequester()) {
            out.append(", not the requester");
        }
        rules.waive().ifPresent(role -> out.append(", ").append(role).append(" may waive"));
        rules.within().ifPresent(time -> out.append(", within ").append(Durations.show(time)));
        return out.toString();
    }

    private static List<String> policy(Policy policy) {
        List<String> limits = new ArrayList<>();
        policy.timeout().ifPresent(time -> limits.add("stopped after " + Durations.show(time)));
        if (policy.retries() > 0) {
            limits.add("up to " + (policy.retries() == 1 ? "1 retry" : policy.retries() + " retries"));
        }
        List<String> lines = new ArrayList<>();
        if (!limits.isEmpty()) {
            lines.add(String.join(" · ", limits));
        }
        if (policy.pointOfNoReturn()) {
            lines.add("no way back after this");
        }
        return lines;
    }

    private static String conditions(List<Guard> guards) {
        List<String> all = new ArrayList<>();
        for (Guard guard : guards) {
            all.add(
                    switch (guard) {
                        case Guard.Given(String expression, String _) ->
                            guards.size() > 1 && expression.contains("||") ? "(" + expression + ")" : expression;
                        case Guard.Answered _ -> "answered yes";
                    });
        }
        return all.isEmpty() ? "" : "if " + Width.clean(String.join(" and ", all));
    }

    /** The first comment of a shell text, else its first line. */
    private static String firstLine(String text) {
        String line = text.lines()
                .map(String::strip)
                .filter(each -> !each.isEmpty() && !each.startsWith("#!"))
                .findFirst()
                .orElse("");
        return line.startsWith("#") ? line.replaceFirst("^#+\\s*", "") : line;
    }
}
