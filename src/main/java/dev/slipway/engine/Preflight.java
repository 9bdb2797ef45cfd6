package dev.slipway.engine;

import dev.slipway.base.Nearest;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import dev.slipway.hands.Place;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Shell;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.runbook.ShellWords;
import dev.slipway.runbook.ShellWords.Needed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks up, before the first step, each command that the steps begin with: one process for all of them. What may still come
 * to be there, or may never be needed, is a note; only what would surely be missed is a problem.
 */
final class Preflight {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final int LONGEST = 100;
    /** A command line holds 2 MB with the environment. */
    private static final int MOST = 10_000;

    private static final String LOOK_UP = """
            for word in "$@"; do type -t -- "$word" >/dev/null || printf '%s\\n' "$word"; done
            """;

    /** Every command that there is, for comparison with one that is missing; takes ten times as long. */
    private static final String ALL = "compgen -c";

    /** Steps that may bring commands along. */
    private static final Pattern INSTALLING = Pattern.compile(
            "\\b(apt|apt-get|dnf|yum|apk|brew|snap|pacman|zypper|npm|pnpm|yarn"
                    + "|pip3?|pipx|poetry|uv|conda|cargo|gem|bundle|asdf|sdk|nvm|corepack|nix-env|install|chmod)\\b|/s?bin\\b");

    /** Behind these a step's words may be functions or aliases that nobody can see here. */
    private static final Set<String> HIDING = Set.of("alias", "enable", "shopt");

    /** @param notes what might be missing */
    record Answer(List<Problem> problems, List<Problem> notes) {}

    private record Asked(PlannedStep step, Shell shell, Needed needed, boolean certain) {}

    private final Grounds grounds;
    private final SourceLines lines;
    private final Set<String> known = new HashSet<>();
    /** By place, by word. */
    private final Map<String, Map<String, Asked>> asked = new LinkedHashMap<>();

    private final Set<String> places = new HashSet<>();
    private final Map<String, Set<String>> present = new HashMap<>();
    private boolean uncertain;

    Preflight(Grounds grounds, Map<String, Source> sources) {
        this.grounds = grounds;
        this.lines = new SourceLines(sources);
    }

    Answer check(Plan plan, Map<String, String> variables) throws InterruptedException {
        plan.steps().forEach(this::ask);
        if (plan.onFailure() instanceof Plan.OnFailure.Perform recovery) {
            recovery.steps().forEach(this::ask);
        }
        List<Problem> problems = new ArrayList<>();
        List<Problem> notes = new ArrayList<>();
        for (String place : asked.keySet()) {
            for (Asked each : missing(place, variables)) {
                (each.certain() ? problems : notes).add(problem(each, place));
            }
        }
        return new Answer(
                problems.stream().sorted().toList(), notes.stream().sorted().toList());
    }

    private void ask(PlannedStep step) {
        String place = Grounds.name(step);
        places.add(place);
        // A step elsewhere may bring another container, with other commands in it.
        boolean settled = place.equals(Grounds.HERE) || places.equals(Set.of(place));
        boolean conditional = !step.guards().isEmpty();
        Stream<Shell> forward = step.work() instanceof Work.Bash bash ? Stream.of(bash.shell()) : Stream.of();
        Stream<Shell> back = step.undo() instanceof Undo.ByShell undo ? Stream.of(undo.shell()) : Stream.of();
        Stream.of(forward, back, step.probe().stream())
                .flatMap(shells -> shells)
                .forEach(shell -> {
                    uncertain |= mayBringMore(shell.text());
                    known.addAll(ShellWords.functions(shell.text()));
                    for (Needed needed : ShellWords.needed(shell.text())) {
                        boolean certain = needed.certain() && !conditional && !uncertain && settled;
                        ask(new Asked(step, shell, needed, certain));
                    }
                });
    }

    /** The first step with a word stands for all, and the first in which it would surely be missed before any other. */
    private void ask(Asked more) {
        String word = more.needed().word().name();
        boolean path = word.indexOf('/') >= 0 || word.indexOf('~') >= 0 || word.length() > LONGEST;
        Map<String, Asked> there = asked.computeIfAbsent(Grounds.name(more.step()), _ -> new LinkedHashMap<>());
        if (!path && there.size() < MOST) {
            there.merge(word, more, (first, next) -> first.certain() || !next.certain() ? first : next);
        }
    }

    private static boolean mayBringMore(String text) {
        ShellWords.Variables variables = ShellWords.variables(text);
        return variables.open()
                || variables.assigned().stream()
                        .anyMatch(variable -> variable.name().equals("PATH"))
                || ShellWords.commands(text).stream().anyMatch(word -> HIDING.contains(word.name()))
                || INSTALLING.matcher(text).find();
    }

    private List<Asked> missing(String place, Map<String, String> variables) throws InterruptedException {
        Map<String, Asked> words = asked.getOrDefault(place, Map.of());
        words.keySet().removeAll(known);
        if (words.isEmpty()) {
            return List.of();
        }
        List<Asked> missing = bash(place, LOOK_UP, words.keySet(), variables).stream()
                .flatMap(word -> Optional.ofNullable(words.get(word)).stream())
                .toList();
        if (missing.stream().anyMatch(Asked::certain)) {
            present.put(place, new TreeSet<>(bash(place, ALL, Set.of(), variables)));
        }
        return missing;
    }

    /** What has no bash is asked nothing: whether the steps have a shell there is looked at before. */
    private List<String> bash(String place, String text, Set<String> words, Map<String, String> variables)
            throws InterruptedException {
        List<String> line = new ArrayList<>(List.of("bash", "-c", text, "slipway"));
        line.addAll(words);
        Place.Environment environment = new Place.Environment(variables, List.of(), List.of("BASH_ENV"));
        Place.Command command = new Place.Command(line, Optional.empty(), environment, DEADLINE);
        return grounds.named(place).run(command) instanceof Place.Ran.Ended ended
                ? ended.stdout().lines().toList()
                : List.of();
    }

    private Problem problem(Asked by, String place) {
        ShellWords.Named word = by.needed().word();
        Span span = lines.words(
                by.step(), by.shell(), word.line(), word.column(), word.name().length());
        String near = Nearest.didYouMean(word.name(), present.getOrDefault(place, Set.of()));
        return place.equals(Grounds.HERE)
                ? new Problem(
                        span,
                        "there is no command '" + word.name() + "' here",
                        ("Install it on this machine, or add its folder to PATH. " + near).strip())
                : new Problem(
                        span,
                        "there is no command '" + word.name() + "' at '" + place + "'",
                        ("Put it into the image, or let the step run elsewhere. " + near).strip());
    }
}
