package dev.slipway.engine;

import dev.slipway.base.Problem;
import dev.slipway.hands.Place;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Shell;
import dev.slipway.plan.PlannedStep.Undo;
import dev.slipway.plan.PlannedStep.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Asks the shells themselves whether they understand every step, without running any: one process for all of them. */
final class ShellSyntax {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    /** A word of a command line holds at most 128 kB, all of them 2 MB with the environment. */
    private static final int BATCH_BYTES = 500_000;

    private static final int LONGEST = 100_000;
    /**
     * Most texts are understood: bash says so of each in a copy of itself that reads and does not carry out ({@code set -n} is
     * a line of its own, read before the text). The others, two at a time, are asked about by the shell they are for; what it
     * says is printed behind the text's number.
     */
    private static final String CHECK = """
            n=0
            understood() { [[ $SLIPWAY_SHELL == bash ]] && (eval "set -n"$'\\n'"$text") >/dev/null 2>&1; }
            refuse() { said=$("$SLIPWAY_SHELL" -n 2>&1 >/dev/null <<<"$text") || printf '%s\\t%s\\n' "$n" "${said%%$'\\n'*}"; }
            for text in "$@"; do
              { understood || refuse; } &
              n=$((n + 1))
              (( n % 2 )) || wait
            done
            wait
            """;

    private static final Pattern LINE = Pattern.compile("^[^:]*: (?:line )?(\\d+): (.*)$");

    private static final Pattern UNFINISHED =
            Pattern.compile("(?i)end of file|\\bEOF\\b|unterminated|missing|here-document");
    private static final String OPEN =
            "Something that it opens is not closed: a quote, a bracket, an if, a loop or a here-document.";

    private final Place here;
    private final SourceLines lines;

    ShellSyntax(Place here, SourceLines lines) {
        this.here = here;
        this.lines = lines;
    }

    /** @param what step, undo or probe */
    private record Text(PlannedStep step, Shell shell, String what) {}

    /** What stands at one place is asked about once, however many plans perform it. */
    List<Problem> check(List<Plan> plans) throws InterruptedException {
        List<Problem> problems = new ArrayList<>();
        Map<String, List<Text>> byDialect = new LinkedHashMap<>();
        Set<Asked> asked = new HashSet<>();
        plans.stream()
                .flatMap(ShellSyntax::steps)
                .flatMap(ShellSyntax::texts)
                .filter(text -> asked.add(new Asked(text.step().at(), text.shell())))
                .filter(text -> !SimpleCommands.areAll(text.shell().text()))
                .forEach(text -> byDialect
                        .computeIfAbsent(text.shell().dialect(), _ -> new ArrayList<>())
                        .add(text));
        for (Map.Entry<String, List<Text>> entry : byDialect.entrySet()) {
            for (List<Text> batch : batches(entry.getValue())) {
                problems.addAll(check(entry.getKey(), batch));
            }
        }
        return problems;
    }

    private record Asked(String at, Shell shell) {}

    private static Stream<PlannedStep> steps(Plan plan) {
        return plan.onFailure() instanceof Plan.OnFailure.Perform p
                ? Stream.concat(plan.steps().stream(), p.steps().stream())
                : plan.steps().stream();
    }

    private static Stream<Text> texts(PlannedStep step) {
        Stream<Text> forward =
                step.work() instanceof Work.Bash bash ? Stream.of(new Text(step, bash.shell(), "step")) : Stream.of();
        Stream<Text> undo = step.undo() instanceof Undo.ByShell back
                ? Stream.of(new Text(step, back.shell(), "undo of " + step.id()))
                : Stream.of();
        Stream<Text> probe = step.probe().stream().map(shell -> new Text(step, shell, "probe of " + step.id()));
        return Stream.of(forward, undo, probe).flatMap(s -> s);
    }

    private static List<List<Text>> batches(List<Text> texts) {
        List<List<Text>> batches = new ArrayList<>();
        int bytes = BATCH_BYTES;
        for (Text text : texts) {
            if (text.shell().text().length() > LONGEST) {
                continue;
            }
            bytes += text.shell().text().length();
            if (bytes > BATCH_BYTES) {
                batches.add(new ArrayList<>());
                bytes = text.shell().text().length();
            }
            batches.getLast().add(text);
        }
        return batches;
    }

    private List<Problem> check(String dialect, List<Text> texts) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of("bash", "-c", CHECK, "slipway"));
        texts.forEach(text -> words.add(text.shell().text()));
        Place.Environment shell =
                new Place.Environment(Map.of("SLIPWAY_SHELL", dialect), List.of(), List.of("BASH_ENV"));
        Place.Ran ran = here.run(new Place.Command(words, Optional.empty(), shell, DEADLINE));
        if (!(ran instanceof Place.Ran.Ended ended)) {
            return List.of();
        }
        return ended.stdout()
                .lines()
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> problem(dialect, texts.get(Integer.parseInt(parts[0])), parts[1]))
                .toList();
    }

    private Problem problem(String dialect, Text text, String said) {
        Matcher m = LINE.matcher(said);
        boolean placed = m.matches();
        String what = placed ? m.group(2) : said;
        int line = placed ? Integer.parseInt(m.group(1)) : 1;
        return new Problem(
                lines.line(text.step(), text.shell(), line),
                dialect + " does not understand this " + text.what() + ": " + what,
                UNFINISHED.matcher(what).find() ? OPEN : "");
    }
}
