package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.runbook.Reading;
import dev.slipway.runbook.Runbook;
import dev.slipway.runbook.Runbooks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Requests from text: perhaps a line {@code $ release -e production -i version=v1}, a document (below a usual front matter,
 * unless it has its own), and further files, each after a line {@code ==== path}.
 */
public final class Requests {
    static final String FRONT = """
            ---
            title: Shop release
            slipway:
              version: 1
              service: shop
              inputs:
                version: {description: Tag to release, pattern: 'v\\d+'}
                migrate: {type: boolean, default: true}
              env:
                API_TOKEN: {secret: true}
                REGION: {default: eu}
              procedures:
                release: {run: [steps]}
            ---
            """;

    private Requests() {}

    public static Planning plan(String text) {
        return new Planner(new FakeActions(1)).plan(request(text));
    }

    public static Plan planned(String text) {
        Planning planning = plan(text);
        assertThat(said(planning)).isEmpty();
        return ((Planning.Planned) planning).plan();
    }

    static Planning.Request request(String text) {
        String[] files = text.split("(?m)^==== ");
        String first = files[0];
        String command = "";
        if (first.startsWith("$")) {
            command = first.lines().findFirst().orElseThrow().substring(1).strip();
            first = first.substring(first.indexOf('\n') + 1);
        }
        Map<String, Runbook> others = new LinkedHashMap<>();
        for (String file : List.of(files).subList(1, files.length)) {
            String path = file.lines().findFirst().orElseThrow();
            others.put(path, runbook(path, FRONT + file.substring(file.indexOf('\n') + 1)));
        }
        return request(runbook("book.md", first.startsWith("---\n") ? first : FRONT + first), others, command);
    }

    private static Planning.Request request(Runbook runbook, Map<String, Runbook> files, String command) {
        List<String> words = command.isEmpty() ? List.of() : List.of(command.split(" "));
        Optional<String> what = Optional.empty();
        Optional<String> environment = Optional.empty();
        Map<String, String> told = new LinkedHashMap<>();
        History.Kept history = History.Kept.NONE;
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-e" -> environment = Optional.of(words.get(++i));
                case "-i" -> {
                    String[] pair = words.get(++i).split("=", 2);
                    told.put(pair[0], pair[1]);
                }
                case "--history" -> {
                    Map<String, Data> runs = history(words.get(++i));
                    history = (_, _) -> runs;
                }
                default -> what = Optional.of(words.get(i));
            }
        }
        return new Planning.Request(runbook, files, what, environment, told, history);
    }

    /** An earlier release of that version, the last one and a success. */
    static Map<String, Data> history(String version) {
        Data run = new Data.Mapping(Map.of(
                "inputs", new Data.Mapping(Map.of("version", Data.of(version))), "ending", Data.of(History.SUCCEEDED)));
        Data release = new Data.Mapping(Map.of("release", run));
        return Map.of("last", release, "previous", release);
    }

    private static Runbook runbook(String file, String text) {
        Reading reading = Runbooks.read(Source.of(file, text));
        assertThat(problems(reading.problems())).isEmpty();
        return reading.runbook();
    }

    static String problems(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    /** All that is said when there is no plan; positions within the front matter are kept as they are. */
    static String said(Planning planning) {
        List<String> lines = new ArrayList<>();
        switch (planning) {
            case Planning.Planned _ -> {}
            case Planning.Refused(List<Problem> problems) -> lines.add(problems(problems));
            case Planning.Unusable(String says, String help) -> {
                lines.add("unusable: " + says);
                lines.add("   " + help);
            }
            case Planning.Wanting wanting ->
                wanting.inputs().forEach(input -> lines.add("wanted: " + input.name() + ", " + input.description()));
        }
        return String.join("\n", lines).stripTrailing();
    }
}
