package dev.slipway.cli;

import dev.slipway.base.Operator;
import dev.slipway.operations.Request;
import dev.slipway.operations.Standing;
import dev.slipway.plan.InputRules;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Question;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Event.Pace;
import dev.slipway.run.Gates;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a person at the terminal is asked, key by key: open questions one by one, and what is to become of a step that
 * failed. Knows no terminal: keys go in, lines and requests come out.
 */
final class Dialogue {
    private static final int ENTER = '\r';
    private static final int NEW_LINE = '\n';
    private static final int ESCAPE = 27;
    private static final int DELETE = 127;
    private static final int BACKSPACE = 8;

    private final Operator by;
    private Subject subject = new Subject.Nothing();
    private @Nullable Typing typing;
    private String says = "";
    private boolean leaving;

    Dialogue(Operator by) {
        this.by = by;
    }

    sealed interface Subject {
        record Nothing() implements Subject {}

        record Item(PlannedStep step, Work.Gate gate, Question question) implements Subject {}

        record Ask(PlannedStep step, Work.Ask ask) implements Subject {}

        record Tell(PlannedStep step, InputRules input) implements Subject {}

        record Stuck(PlannedStep step, Progress progress) implements Subject {}
    }

    /** A line being typed; {@code made} turns it into a request. */
    private record Typing(String prompt, StringBuilder text, boolean needed, Function<String, Request> made) {}

    /** Looks at the run again: what was asked before may have been answered elsewhere. */
    void look(Run run) {
        Subject next = subject(run);
        boolean same = next.equals(subject) || sameFailure(next, subject);
        if (!same) {
            typing = next instanceof Subject.Tell tell
                    ? new Typing(
                            tell.input().name(),
                            new StringBuilder(),
                            true,
                            text -> new Request.Tell(by, tell.input().name(), text))
                    : null;
            says = "";
        }
        subject = next;
    }

    private static boolean sameFailure(Subject one, Subject other) {
        return one instanceof Subject.Stuck a
                && other instanceof Subject.Stuck b
                && a.step().id().equals(b.step().id())
                && a.progress().getClass() == b.progress().getClass();
    }

    private Subject subject(Run run) {
        return switch (Standing.of(run)) {
            case Standing.Asking asking ->
                asking.open().stream()
                        .flatMap(step -> subjects(run, step).stream())
                        .findFirst()
                        .orElse(new Subject.Nothing());
            case Standing.Stuck stuck -> new Subject.Stuck(stuck.step(), stuck.progress());
            case Standing.Moving _, Standing.Paused _, Standing.Over _ -> new Subject.Nothing();
        };
    }

    private List<Subject> subjects(Run run, PlannedStep step) {
        if (!(run.progress(step.id()) instanceof Progress.Open open)) {
            return List.of();
        }
        var missing = Gates.missing(step, open);
        return switch (step.work()) {
            case Work.Gate gate ->
                gate.questions().stream()
                        .filter(q -> missing.containsKey(q.name()))
                        .filter(q -> !signed(open, q) && mayAnswer(run, gate))
                        .<Subject>map(q -> new Subject.Item(step, gate, q))
                        .toList();
            case Work.Ask ask -> missing.isEmpty() ? List.of() : List.of(new Subject.Ask(step, ask));
            case Work.Tell tell -> missing.isEmpty() ? List.of() : List.of(new Subject.Tell(step, tell.input()));
            case Work.Bash _, Work.Typed _ -> List.of();
        };
    }

    private boolean signed(Progress.Open open, Question question) {
        return open.answers().stream()
                .anyMatch(a -> a.question().equals(question.name()) && a.by().equals(by));
    }

    /** Who may not sign is not asked: the view says who may. */
    private boolean mayAnswer(Run run, Work.Gate gate) {
        boolean role = gate.rules()
                .role()
                .map(r -> run.plan().surroundings().roles().getOrDefault(r, List.of()).contains(by.name()))
                .orElse(true);
        boolean itself = gate.rules().notRequester() && by.equals(run.requester());
        return role && !itself;
    }

    boolean asks() {
        return !(subject instanceof Subject.Nothing);
    }

    /** Whether the person wants to go and leave the run waiting. */
    boolean leaving() {
        return leaving;
    }

    /** The run refused what was asked for. */
    void refused(String sentence) {
        says = sentence;
    }

    Optional<Request> key(int key) {
        if (key == Screen.INPUT_ENDED) {
            leaving = asks();
            return Optional.empty();
        }
        Typing line = typing;
        if (line != null) {
            return typed(line, key);
        }
        return switch (subject) {
            case Subject.Nothing _ -> Optional.empty();
            case Subject.Item item -> item(item, key);
            case Subject.Ask ask -> ask(ask, key);
            case Subject.Tell _ -> leave(key);
            case Subject.Stuck stuck -> stuck(stuck, key);
        };
    }

    private Optional<Request> typed(Typing line, int key) {
        switch (key) {
            case ENTER, NEW_LINE -> {
                String text = line.text().toString().strip();
                if (line.needed() && text.isEmpty()) {
                    says = "Type something, or Esc to go back.";
                    return Optional.empty();
                }
                typing = null;
                says = "";
                return Optional.of(line.made().apply(text));
            }
            case ESCAPE -> {
                typing = null;
                leaving = subject instanceof Subject.Tell;
            }
            case DELETE, BACKSPACE -> {
                if (!line.text().isEmpty()) {
                    line.text().setLength(line.text().offsetByCodePoints(line.text().length(), -1));
                }
            }
            default -> {
                if (key >= ' ') {
                    line.text().appendCodePoint(key);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Request> leave(int key) {
        leaving = key == 'l';
        return Optional.empty();
    }

    private Optional<Request> item(Subject.Item item, int key) {
        String name = item.gate().anchor() + "/" + item.question().name();
        switch (key) {
            case 'y' -> type("Evidence (Enter for none)", false, text -> new Request.Sign(by, name, Answer.YES, text));
            case 'n' -> type("Why not", true, text -> new Request.Sign(by, name, Answer.NO, text));
            case 'w' -> {
                if (item.gate().rules().waive().isPresent()) {
                    type("Why may it be waived", true, text -> new Request.Sign(by, name, Answer.WAIVED, text));
                }
            }
            default -> {
                return leave(key);
            }
        }
        return Optional.empty();
    }

    private Optional<Request> ask(Subject.Ask ask, int key) {
        return switch (key) {
            case 'y' -> Optional.of(new Request.Reply(by, ask.ask().anchor(), Answer.YES));
            case 'n' -> Optional.of(new Request.Reply(by, ask.ask().anchor(), Answer.NO));
            default -> leave(key);
        };
    }

    private Optional<Request> stuck(Subject.Stuck stuck, int key) {
        String step = stuck.step().id().value();
        boolean back = stuck.progress() instanceof Progress.UndoBroken;
        boolean gate = stuck.step().work() instanceof Work.Gate;
        return switch (key) {
            case 'r' -> Optional.of(new Request.Retry(by, step));
            case 's' -> {
                if (!gate) {
                    type(
                            stuck.progress() instanceof Progress.InDoubt ? "How do you know that it was done" : "Why",
                            true,
                            text -> new Request.Skip(by, step, text));
                }
                yield Optional.empty();
            }
            case 'u' -> back ? Optional.empty() : Optional.of(new Request.RollBack(by, ""));
            case 'p' ->
                stuck.progress() instanceof Progress.Failed
                        ? Optional.of(new Request.Pause(by, Pace.AFTER_THE_STEP))
                        : Optional.empty();
            default -> stuck.progress() instanceof Progress.Failed ? Optional.empty() : leave(key);
        };
    }

    private void type(String prompt, boolean needed, Function<String, Request> made) {
        typing = new Typing(prompt, new StringBuilder(), needed, made);
        says = "";
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(heading());
        if (!says.isEmpty()) {
            lines.add("  " + says);
        }
        Typing line = typing;
        lines.add(line == null ? choices() : "  " + line.prompt() + ": " + line.text() + "_");
        return lines;
    }

    private List<String> heading() {
        return switch (subject) {
            case Subject.Nothing _ -> List.of();
            case Subject.Item item -> {
                List<String> lines = new ArrayList<>();
                lines.add("? " + item.step().title());
                item.question().text().lines().limit(4).forEach(text -> lines.add("  " + text));
                yield lines;
            }
            case Subject.Ask ask -> List.of("? " + ask.ask().text() + "?");
            case Subject.Tell tell -> List.of("? " + tell.input().name() + about(tell.input()));
            case Subject.Stuck stuck -> List.of(stuckSays(stuck));
        };
    }

    private static String about(InputRules input) {
        return input.description().isEmpty() ? "" : ": " + input.description();
    }

    private static String stuckSays(Subject.Stuck stuck) {
        String id = stuck.step().id().value();
        return switch (stuck.progress()) {
            case Progress.InDoubt doubt -> "? " + id + " is in doubt: " + doubt.why();
            case Progress.UndoBroken broken -> "✗ " + id + " could not be taken back: " + broken.reason();
            case Progress.Failed failed -> "✗ " + id + " failed: " + failed.reason();
            case Progress.Pending _,
                    Progress.Open _,
                    Progress.Underway _,
                    Progress.Done _,
                    Progress.Skipped _,
                    Progress.PassedOver _,
                    Progress.UndoPending _,
                    Progress.Undoing _,
                    Progress.Undone _,
                    Progress.LeftAsIs _ -> id;
        };
    }

    private String choices() {
        return switch (subject) {
            case Subject.Nothing _ -> "";
            case Subject.Item item ->
                "  y yes · n no" + (item.gate().rules().waive().isPresent() ? " · w waive" : "") + " · l later";
            case Subject.Ask _ -> "  y yes · n no, skip it · l later";
            case Subject.Tell _ -> "  l later";
            case Subject.Stuck stuck ->
                switch (stuck.progress()) {
                    case Progress.InDoubt _ -> "  s it was done · r it was not, try again · u take back · l later";
                    case Progress.UndoBroken _ -> "  r try the undo again · s undone by hand · l leave it";
                    case Progress.Failed _ -> failedChoices(stuck.step());
                    case Progress.Pending _ -> "";
                    case Progress.Open _ -> "";
                    case Progress.Underway _ -> "";
                    case Progress.Done _ -> "";
                    case Progress.Skipped _ -> "";
                    case Progress.PassedOver _ -> "";
                    case Progress.UndoPending _ -> "";
                    case Progress.Undoing _ -> "";
                    case Progress.Undone _ -> "";
                    case Progress.LeftAsIs _ -> "";
                };
        };
    }

    private static String failedChoices(PlannedStep step) {
        return step.work() instanceof Work.Gate
                ? "  r ask again · u take back · p pause"
                : "  r try again · s go on without it · u take back · p pause";
    }
}
