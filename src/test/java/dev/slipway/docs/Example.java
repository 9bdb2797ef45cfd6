package dev.slipway.docs;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.docs.Page.Fence;
import dev.slipway.main.ShippedActions;
import dev.slipway.plan.History;
import dev.slipway.plan.Planner;
import dev.slipway.plan.Planning;
import dev.slipway.report.PlanText;
import dev.slipway.report.ProblemText;
import dev.slipway.runbook.Reading;
import dev.slipway.runbook.Runbooks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A runbook in a page: a fence {@code markdown runbook WORDS…}, with the words that would stand behind the document's name on
 * a command line, or {@code markdown part}, of which the front matter is left out. A fence {@code text plan} or
 * {@code text problems} after it is what Slipway says to it.
 */
record Example(Fence fence, Optional<Fence> answer) {
    private static final int WIDTH = 80;
    private static final String FRONT = """
            ---
            slipway:
              version: 1
              service: shop
              inputs:
                version: {default: v1.2.3}
              procedures:
                release: {run: [release]}
            ---
            # Shop
            ## Release
            """;

    static List<Example> of(Page page) {
        List<Example> examples = new ArrayList<>();
        List<Fence> fences = page.fences();
        for (int i = 0; i < fences.size(); i++) {
            Fence fence = fences.get(i);
            if (fence.is("markdown", "runbook") || fence.is("markdown", "part")) {
                Optional<Fence> next = i + 1 < fences.size() ? Optional.of(fences.get(i + 1)) : Optional.empty();
                examples.add(new Example(fence, next.filter(f -> f.is("text", "plan") || f.is("text", "problems"))));
            }
        }
        return examples;
    }

    boolean isWrong() {
        return answer.filter(fence -> fence.is("text", "problems")).isPresent();
    }

    /** What Slipway says: the plan's text, or the problems. */
    String said() {
        Source source = new Source("runbook.md", fence.is("markdown", "part") ? FRONT + fence.text() : fence.text());
        Reading reading = Runbooks.read(source);
        if (!reading.problems().isEmpty()) {
            return text(source, reading.problems());
        }
        return switch (new Planner(ShippedActions.ALL).plan(request(reading))) {
            case Planning.Planned planned -> PlanText.of(planned.plan(), WIDTH);
            case Planning.Refused refused -> text(source, refused.problems());
            case Planning.Wanting wanting -> "wants " + wanting.inputs() + "\n";
            case Planning.Unusable unusable -> unusable.says() + "\n   " + unusable.help() + "\n";
        };
    }

    private static String text(Source source, List<Problem> problems) {
        return ProblemText.of(problems, Map.of(source.file(), source), "Nothing has been run.", WIDTH);
    }

    boolean isPlanned() {
        return said().contains("Nothing has been touched.");
    }

    private Planning.Request request(Reading reading) {
        Optional<String> what = Optional.empty();
        Optional<String> environment = Optional.empty();
        Map<String, String> told = new LinkedHashMap<>();
        List<String> words = fence.words();
        for (int i = 2; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-e" -> environment = Optional.of(words.get(++i));
                case "-i" -> {
                    String[] input = words.get(++i).split("=", 2);
                    told.put(input[0], input[1]);
                }
                default -> what = Optional.of(words.get(i));
            }
        }
        return new Planning.Request(reading.runbook(), Map.of(), what, environment, told, History.Kept.NONE);
    }

    @Override
    public String toString() {
        return fence.toString();
    }
}
