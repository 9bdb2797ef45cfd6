package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.List;

/** What holds for the positions of every reading, of good documents and of broken ones. */
final class SoundSpans {
    private final List<String> lines;

    private SoundSpans(Reading reading) {
        this.lines = reading.runbook().source().lines();
    }

    static void check(Reading reading) {
        SoundSpans spans = new SoundSpans(reading);
        String file = reading.runbook().source().file();
        List<Problem> problems = new ArrayList<>(reading.problems());
        reading.runbook().root().all().forEach(section -> {
            problems.addAll(section.problems());
            spans.within(section.span());
            section.id().ifPresent(id -> spans.within(id.span()));
            section.parts().forEach(part -> {
                problems.addAll(part.problems());
                spans.part(part);
            });
        });
        problems.stream()
                .filter(problem -> problem.span().file().equals(file))
                .forEach(problem -> spans.within(problem.span()));
        problems.forEach(problem -> assertThat(problem.says()).isNotBlank().doesNotContain("Exception"));
    }

    private void part(Part part) {
        within(part.span());
        switch (part) {
            case Step step -> {
                step.id().ifPresent(this::exact);
                step.rules().on().ifPresent(this::written);
                if (step.work() instanceof Step.Work.Shell shell
                        && !shell.text().isEmpty()) {
                    within(shell.body());
                }
                if (step.work() instanceof Step.Work.Typed typed) {
                    within(typed.name().span());
                    within(typed.parameters().span());
                }
                step.expect().ifPresent(expect -> within(expect.span()));
            }
            case Part.Call call -> within(call.target().span());
            case Part.Table table -> table.rows().forEach(row -> row.forEach(cell -> within(cell.span())));
            case Part.Items items -> items.items().forEach(item -> within(item.span()));
            case Part.Question _, Part.Prose _ -> {}
        }
    }

    private void within(Span span) {
        assertThat(span.endLine()).as("%s ends within the document", span).isLessThanOrEqualTo(lines.size());
        String line = lines.get(span.line() - 1);
        // Lines of a fence stand in the fence's column, also where less is written: empty ones, and ragged quotes.
        if (!line.matches("[>\\s]*")) {
            assertThat(span.column()).as("%s begins within its line", span).isLessThanOrEqualTo(line.length() + 6);
        }
    }

    private void exact(Phrase phrase) {
        Span span = phrase.span();
        assertThat(lines.get(span.line() - 1).substring(span.column() - 1, span.endColumn() - 1))
                .isEqualTo(phrase.text());
    }

    private void written(Phrase phrase) {
        if (phrase.span().line() == phrase.span().endLine() && phrase.text().matches("\\w+")) {
            exact(phrase);
        }
    }
}
