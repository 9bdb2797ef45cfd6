package dev.slipway.actions.check;

import dev.slipway.base.Data;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.hands.Action;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Place;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import dev.slipway.runbook.Dotenv;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code check.env}: a dotenv file has what its example asks for. Values are never shown. */
public final class CheckEnv implements Action<CheckEnv.Files> {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    public record Files(
            @Doc("The dotenv file that is checked") @Standard(".env")
            String file,

            @Doc("The example whose names it must have, such as .env.example")
            String against,

            @Doc("Names that may stand there without a value") @Standard("")
            List<String> mayBeEmpty) {}

    @Override
    public String name() {
        return "check.env";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a dotenv file has every name that its example has";
    }

    @Override
    public String doc() {
        return "Reads both files at the step's place. Every name of the example must stand in the file, with a value."
                + " Values are never shown, and those of the example do not matter.";
    }

    @Override
    public String example() {
        return "check.env: {file: .env.production, against: .env.example, may-be-empty: [SENTRY_DSN]}";
    }

    @Override
    public Parameters<Files> parameters() {
        return RecordParameters.of(Files.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(shown.text("file", ".env") + " has every name of " + shown.text("against", "?"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Files files, Site site) throws InterruptedException {
        Text file = read(files.file(), site);
        Text example = read(files.against(), site);
        return switch (file) {
            case Text.Unreadable(String says) -> new Outcome.Failed(says);
            case Text.Of(Source checked) ->
                switch (example) {
                    case Text.Unreadable(String says) -> new Outcome.Failed(says);
                    case Text.Of(Source wanted) -> compare(files, checked, wanted, site);
                };
        };
    }

    private sealed interface Text {
        record Of(Source source) implements Text {}

        record Unreadable(String says) implements Text {}
    }

    private static Text read(String path, Site site) throws InterruptedException {
        Place.Environment plain = new Place.Environment(Map.of("LC_ALL", "C"), List.of(), List.of());
        List<String> words = List.of("cat", "--", path);
        return switch (site.place().run(new Place.Command(words, site.directory(), plain, DEADLINE))) {
            case Place.Ran.Ended(int status, String stdout, String stderr) -> {
                stderr.lines().forEach(site::say);
                yield status == 0
                        ? new Text.Of(Source.of(path, stdout))
                        : new Text.Unreadable(path + " cannot be read");
            }
            case Place.Ran.NotFound(String word) ->
                new Text.Unreadable(
                        "there is no " + word + " at " + site.place().name());
            case Place.Ran.TooLong(Duration deadline) ->
                new Text.Unreadable(path + " could not be read in " + Patience.said(deadline));
        };
    }

    private static Outcome compare(Files files, Source checked, Source wanted, Site site) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> around = site.environment().plain();
        List<Dotenv.Entry> entries = Dotenv.read(checked, name -> Optional.ofNullable(around.get(name)), problems);
        if (!problems.isEmpty()) {
            Problem first = problems.getFirst();
            return new Outcome.Failed(first.span() + " " + first.says());
        }
        Map<String, Boolean> filled = new LinkedHashMap<>();
        entries.forEach(
                entry -> filled.put(entry.name(), !entry.value().reveal().isBlank()));
        files.mayBeEmpty().forEach(name -> filled.replace(name, true));
        Set<String> names = names(wanted);
        List<String> missing =
                names.stream().filter(name -> !filled.containsKey(name)).toList();
        List<String> empty =
                names.stream().filter(name -> !filled.getOrDefault(name, true)).toList();
        return missing.isEmpty() && empty.isEmpty()
                ? new Outcome.Succeeded(names.size() + " names", Map.of())
                : new Outcome.Failed(files.file() + lacks(missing, empty));
    }

    /** What is odd in the example's values does not matter: only its names are asked. */
    private static Set<String> names(Source example) {
        Set<String> names = new LinkedHashSet<>();
        Dotenv.read(example, _ -> Optional.of(""), new ArrayList<>()).forEach(entry -> names.add(entry.name()));
        return names;
    }

    private static String lacks(List<String> missing, List<String> empty) {
        String first = missing.isEmpty() ? "" : " lacks " + String.join(", ", missing);
        String second = empty.isEmpty() ? "" : " has no value for " + String.join(", ", empty);
        return first + (first.isEmpty() || second.isEmpty() ? "" : " and") + second;
    }
}
