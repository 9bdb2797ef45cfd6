package dev.slipway.cli;

import dev.slipway.operations.Standing;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Conductor;
import dev.slipway.run.Course;
import dev.slipway.run.Gates;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a run waits for, and the very commands that answer it. Every screen ends with these. */
final class Advice {
    private final Run run;
    private final List<String> lines = new ArrayList<>();

    private Advice(Run run) {
        this.run = run;
    }

    static List<String> of(Run run) {
        Advice advice = new Advice(run);
        advice.standing(Standing.of(run));
        return advice.lines;
    }

    /** Whether every open question has its answers and the run would move on. */
    static boolean nothingAsked(Run run) {
        return Standing.of(run) instanceof Standing.Asking asking
                && asking.open().stream()
                        .allMatch(step -> run.progress(step.id()) instanceof Progress.Open open
                                && Gates.missing(step, open).isEmpty());
    }

    private void standing(Standing standing) {
        switch (standing) {
            case Standing.Over _ -> say("Record", "report");
            case Standing.Moving _ -> say("Go on", "resume");
            case Standing.Paused paused -> {
                lines.add("Paused: " + paused.why());
                say("Go on", "resume");
                back();
            }
            case Standing.Stuck stuck -> stuck(stuck.step(), stuck.progress());
            case Standing.Asking asking -> {
                asking.open().forEach(this::question);
                back();
            }
        }
    }

    private void stuck(PlannedStep step, Progress progress) {
        String id = step.id().value();
        switch (progress) {
            case Progress.InDoubt doubt -> {
                lines.add("? " + id + " is in doubt: " + doubt.why());
                doubt.looked().ifPresent(looked -> lines.add("  " + looked));
                lines.add("  Its output up to then: " + command("logs", id));
                lines.add("  It was done:  " + command("skip", id) + " --because \"…\"");
                lines.add("  It was not:   " + command("retry", id));
                back();
            }
            case Progress.UndoBroken broken -> {
                lines.add("✗ " + id + " could not be taken back: " + broken.reason());
                lines.add("  Why: " + command("logs", id));
                lines.add("  Try the undo again:  " + command("retry", id));
                lines.add("  Undone by hand:      " + command("skip", id) + " --because \"…\"");
                lines.add("  Leave it so:         " + command("abort", ""));
            }
            case Progress.Failed failed -> {
                lines.add("✗ " + id + " failed: " + failed.reason());
                lines.add("  Why:        " + command("logs", id));
                lines.add("  Try again:  " + command("retry", id));
                if (!(step.work() instanceof Work.Gate)) {
                    lines.add("  Go on:      " + command("skip", id) + " --because \"…\"");
                }
                back();
            }
            case Progress.Pending _,
                    Progress.Open _,
                    Progress.Underway _,
                    Progress.Done _,
                    Progress.Skipped _,
                    Progress.PassedOver _,
                    Progress.UndoPending _,
                    Progress.Undoing _,
                    Progress.Undone _,
                    Progress.LeftAsIs _ -> say("Go on", "resume");
        }
    }

    private void question(PlannedStep step) {
        switch (step.work()) {
            case Work.Gate gate -> gate(step, gate);
            case Work.Ask ask -> {
                lines.add("? " + ask.text() + "?");
                lines.add("  " + command("resume", "") + " --answer " + ask.anchor() + "=yes   (or =no)");
            }
            case Work.Tell tell -> {
                lines.add("? " + tell.input().name() + " is asked for here"
                        + (tell.input().description().isEmpty() ? "" : ": " + tell.input().description()));
                lines.add("  " + command("resume", "") + " -i " + tell.input().name() + "=…");
            }
            case Work.Bash _, Work.Typed _ -> {}
        }
    }

    private void gate(PlannedStep step, Work.Gate gate) {
        Map<String, Integer> missing =
                run.progress(step.id()) instanceof Progress.Open open ? Gates.missing(step, open) : Map.of();
        if (missing.isEmpty()) {
            return;
        }
        lines.add("? " + step.title() + " waits for " + gate.rules().role().orElse("a person")
                + (gate.rules().notRequester() ? ", not " + run.requester() : ""));
        gate.questions().stream()
                .filter(q -> missing.containsKey(q.name()))
                .forEach(q -> lines.add(
                        "  · " + q.text().lines().findFirst().orElse(q.name()) + "\n      "
                                + command("sign", gate.anchor() + "/" + q.name()) + more(missing.getOrDefault(q.name(), 0))));
        if (gate.questions().size() > 1) {
            lines.add("  all of them: " + command("sign", gate.anchor() + "@" + gate.digest().brief()));
        }
    }

    private static String more(int lacking) {
        return lacking > 1 ? "   (" + lacking + " more signers)" : "";
    }

    private void back() {
        if (run.course() instanceof Course.Forward && Conductor.noWayBack(run).isEmpty()) {
            say("Take back", "rollback");
        }
    }

    private void say(String what, String command) {
        lines.add(what + ": " + command(command, ""));
    }

    private String command(String word, String more) {
        return "slipway " + word + " " + run.id() + (more.isEmpty() ? "" : " " + more);
    }
}
