package dev.slipway.cli;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.engine.Desk;
import dev.slipway.engine.Draft;
import dev.slipway.plan.InputRules;
import dev.slipway.report.ProblemText;
import dev.slipway.runbook.FrontMatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gets a plan out of a document, asking for inputs where somebody can be asked; stops the command where there is none. */
final class Drafted {
    private final Around around;
    private final Desk desk;

    Drafted(Around around, Desk desk) {
        this.around = around;
        this.desk = desk;
    }

    Draft.Ready of(Draft.Wish wish) throws InterruptedException {
        return switch (desk.draft(wish)) {
            case Draft.Ready ready -> ready;
            case Draft.Refused refused -> throw refused(refused.problems(), refused.sources());
            case Draft.Unusable unusable -> throw StoppedException.usage(unusable.says(), unusable.help());
            case Draft.Wanting wanting when around.terminal().present() -> of(wish.and(told(wanting.inputs())));
            case Draft.Wanting wanting -> throw wanted(wanting.inputs());
        };
    }

    StoppedException refused(List<Problem> problems, Map<String, Source> sources) {
        around.err()
                .print(ProblemText.of(
                        problems,
                        sources,
                        "Nothing has been run.",
                        around.terminal().columns()));
        return new StoppedException(ExitStatus.BAD_USAGE, "", "");
    }

    /** What need not stop the run, but may: on standard error, before anything is done. */
    void note(List<Problem> notes) {
        notes.forEach(note -> around.err().println("note: " + note.span() + "  " + note.says() + " yet"));
    }

    private Map<String, String> told(List<FrontMatter.Input> inputs) {
        Map<String, String> told = new LinkedHashMap<>();
        for (FrontMatter.Input input : inputs) {
            told.put(input.name().text(), told(InputRules.of(input)));
        }
        return told;
    }

    private String told(InputRules input) {
        String hint = input.oneOf().isEmpty() ? "" : " (" + String.join(", ", input.oneOf()) + ")";
        String about = input.description().isEmpty() ? input.name() : input.name() + ", " + input.description();
        while (true) {
            Optional<String> line = around.terminal().ask(about + hint + ": ");
            if (line.isEmpty()) {
                throw StoppedException.usage("input '" + input.name() + "' was not told", "Nothing has been run.");
            }
            switch (input.check(line.get().strip())) {
                case InputRules.Checked.Fits _ -> {
                    return line.get().strip();
                }
                case InputRules.Checked.Misfit misfit ->
                    around.err().println("  " + misfit.says() + ". " + misfit.help());
            }
        }
    }

    private static StoppedException wanted(List<FrontMatter.Input> inputs) {
        List<String> words =
                inputs.stream().map(i -> "-i " + i.name().text() + "=…").toList();
        List<String> about = inputs.stream()
                .map(i -> i.name().text() + (i.description().isEmpty() ? "" : " (" + i.description() + ")"))
                .toList();
        String says = inputs.size() == 1 ? "an input is missing: " : inputs.size() + " inputs are missing: ";
        return StoppedException.usage(says + String.join(", ", about), "Add: " + String.join(" ", words));
    }
}
