package dev.slipway.actions.evidence;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code check.logs}: what logs say since a release began, beside what they said in the same time before. */
public final class CheckLogs implements Action<CheckLogs.Wanted> {
    /** Lines of each pattern that are shown. */
    private static final int SHOWN = 5;

    public record Wanted(
            @Doc("Containers, by name or id") @Standard("") List<String> containers,

            @Doc("Files whose lines bear their time") @Standard("")
            List<String> files,

            @Doc("What is counted") List<Counted> patterns,

            @Doc("Since when: an instant such as ${steps.release.at}, or how long ago, such as 10m")
            String since,

            @Doc("Lines of a pattern that are unlike all that were there before: said, or a failure") @Standard("said")
            Kinds newKinds) {
        public Wanted {
            containers = List.copyOf(containers);
            files = List.copyOf(files);
            patterns = List.copyOf(patterns);
            if (containers.isEmpty() && files.isEmpty()) {
                throw new IllegalArgumentException("one of containers, files is needed");
            }
            if (patterns.isEmpty()) {
                throw new IllegalArgumentException("'patterns' is empty");
            }
            if (patterns.stream().map(Counted::name).distinct().count() < patterns.size()) {
                throw new IllegalArgumentException("two patterns have one name");
            }
            if (!since.contains("${")) {
                Since.check(since);
            }
        }
    }

    /** @param moreThan how many since then are a failure; empty where they are only told */
    public record Counted(
            @Doc("What it is called: also the name of the output with its count")
            String name,

            @Doc("A regular expression that is looked for in each line")
            String match,

            @Doc("More than so many since then fail the step")
            Optional<Integer> moreThan) {
        public Counted {
            if (!name.matches("[a-z][a-z0-9_]{0,30}")) {
                throw new IllegalArgumentException("'" + name + "' is not a name: errors, slow_queries");
            }
            try {
                Pattern.compile(match);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "'" + match + "' is not a regular expression: " + e.getDescription(), e);
            }
            if (moreThan.filter(number -> number < 0).isPresent()) {
                throw new IllegalArgumentException("'more-than' is not below 0");
            }
        }
    }

    public enum Kinds {
        SAID,
        REFUSED
    }

    @Override
    public String name() {
        return "check.logs";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "what logs say since a release, and what they said before";
    }

    @Override
    public String doc() {
        return "Counts the lines of each pattern since then, and in the same time before. A line of a file that bears no time"
                + " belongs to the line above; a file without any time is refused, because nobody could say what is new in"
                + " it. Times without a zone are those of the step's place. Two lines are of one kind when they differ in"
                + " numbers, ids and what stands in quotes alone. For each pattern there are the outputs NAME and"
                + " NAME_before. Of each log the last 256 MB are read.";
    }

    @Override
    public String example() {
        return "check.logs: {containers: [shop-backend-1], patterns: [{name: errors, match: 'ERROR|CRITICAL', more-than: 5}],"
                + " since: 10m}";
    }

    @Override
    public Parameters<Wanted> parameters() {
        return RecordParameters.of(Wanted.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        List<String> logs = new ArrayList<>(shown.texts("containers"));
        logs.addAll(shown.texts("files"));
        int patterns = shown.texts("patterns").size();
        return Preview.line(patterns + (patterns == 1 ? " pattern" : " patterns") + " in "
                + (logs.isEmpty() ? "?" : String.join(", ", logs)) + shown.phrase(" since ", "since"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Wanted wanted, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Instant now = site.now();
            Instant since = Since.instant(wanted.since(), now);
            if (!since.isBefore(now)) {
                throw new Refusal("'since' is not in the past: " + since);
            }
            List<Tally> tallies = wanted.patterns().stream()
                    .map(counted -> new Tally(counted, Pattern.compile(counted.match())))
                    .toList();
            Logs logs = new Logs(site, since.minus(Duration.between(since, now)));
            Logs.Listener listener = (at, line) -> tallies.forEach(tally -> tally.hear(at.isBefore(since), line));
            for (String container : wanted.containers()) {
                logs.container(container, listener);
            }
            for (String file : wanted.files()) {
                logs.file(file, listener);
            }
            return judge(wanted, tallies, site);
        });
    }

    private static Outcome judge(Wanted wanted, List<Tally> tallies, Site site) throws IOException {
        Map<String, Data> outputs = new LinkedHashMap<>();
        List<String> said = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Tally tally : tallies) {
            String name = tally.counted().name();
            outputs.put(name, Data.of(tally.since()));
            outputs.put(name + "_before", Data.of(tally.before()));
            String counts = name + " " + tally.since() + " (" + tally.before() + " before)";
            said.add(counts);
            List<String> fresh = tally.fresh();
            fresh.stream().limit(SHOWN).forEach(line -> site.say("new in " + name + ": " + line));
            if (!fresh.isEmpty() && wanted.newKinds() == Kinds.REFUSED) {
                failures.add(name + " has " + fresh.size() + (fresh.size() == 1 ? " kind" : " kinds")
                        + " of lines that were not there before");
            }
            if (tally.counted().moreThan().filter(most -> tally.since() > most).isPresent()) {
                failures.add(counts + ", where more than "
                        + tally.counted().moreThan().orElse(0) + " is too many");
            }
        }
        return failures.isEmpty()
                ? new Outcome.Succeeded(String.join(", ", said), outputs)
                : new Outcome.Failed(String.join("; ", failures));
    }
}
