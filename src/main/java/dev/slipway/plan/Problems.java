package dev.slipway.plan;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems; one that is met twice, because a section is reached twice, counts once. */
final class Problems {
    private final Set<Problem> all = new LinkedHashSet<>();

    void add(Span span, String says, String help) {
        all.add(new Problem(span, says, help));
    }

    void add(Problem problem) {
        all.add(problem);
    }

    void addAll(Collection<Problem> problems) {
        all.addAll(problems);
    }

    boolean none() {
        return all.isEmpty();
    }

    List<Problem> list() {
        return List.copyOf(all);
    }

    /** Where a word stands within a phrase of one line, plain or quoted; else the whole phrase. */
    static Span within(Phrase phrase, String word) {
        Span span = phrase.span();
        int at = phrase.text().indexOf(word);
        int more = span.endColumn() - span.column() - phrase.text().length();
        if (at < 0 || span.line() != span.endLine() || (more != 0 && more != 2)) {
            return span;
        }
        int column = span.column() + more / 2 + at;
        return new Span(span.file(), span.line(), column, span.line(), column + word.length());
    }
}
