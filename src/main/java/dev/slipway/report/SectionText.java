package dev.slipway.report;

import dev.slipway.base.Phrase;
import dev.slipway.runbook.FrontMatter.Procedure;
import dev.slipway.runbook.Part;
import dev.slipway.runbook.Runbook;
import dev.slipway.runbook.Section;
import dev.slipway.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sections of a document: by what name each is reached, what is in it, and which procedures run it. */
public final class SectionText {
    private final Runbook runbook;
    private final List<List<String>> rows = new ArrayList<>();

    private SectionText(Runbook runbook) {
        this.runbook = runbook;
    }

    public static List<String> lines(Runbook runbook, int width) {
        SectionText text = new SectionText(runbook);
        text.rows.add(List.of("LINE", "NAME", "HOLDS", "RUN BY"));
        runbook.root().sections().forEach(section -> text.add(section, 0, List.of()));
        return Table.lines(text.rows, width);
    }

    private void add(Section section, int depth, List<String> inherited) {
        List<String> by = new ArrayList<>(section.rules().apart() ? List.of() : inherited);
        runbook.frontMatter().procedures().stream()
                .filter(procedure -> named(procedure).anyMatch(name -> section.isCalled(name.text())))
                .map(procedure -> procedure.name().text())
                .filter(name -> !by.contains(name))
                .forEach(by::add);
        String name =
                section.unique() || section.id().isPresent() ? section.name() : section.anchor() + " (not unique)";
        rows.add(List.of(
                Integer.toString(section.span().line()),
                "  ".repeat(depth) + name,
                holds(section),
                by.isEmpty() ? "nobody" : String.join(", ", by)));
        section.sections().forEach(child -> add(child, depth + 1, by));
    }

    private static Stream<Phrase> named(Procedure procedure) {
        return Stream.of(procedure.before(), procedure.run(), procedure.after()).flatMap(List::stream);
    }

    private static String holds(Section section) {
        long steps = section.parts().stream().filter(Step.class::isInstance).count();
        long questions =
                section.parts().stream().filter(Part.Question.class::isInstance).count();
        List<String> all = new ArrayList<>();
        if (steps > 0) {
            all.add(Count.of(steps, "step"));
        }
        if (questions > 0) {
            all.add(Count.of(questions, "question"));
        }
        return String.join(", ", all);
    }
}
