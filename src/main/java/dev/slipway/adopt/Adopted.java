package dev.slipway.adopt;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import java.util.List;

/**
 * What adopting a document gave.
 *
 * @param text with LF ends; what compiles, unless there are {@code problems}
 * @param raw the same with the line ends and the byte order mark that the document had
 * @param changes all lines of both; empty where nothing was changed
 * @param fates in the order of the document
 * @param problems why there is no runbook, or what still keeps it from compiling
 */
public record Adopted(
        String text, String raw, List<Change> changes, List<Fate> fates, List<Open> open, List<Problem> problems) {
    public Adopted {
        changes = List.copyOf(changes);
        fates = List.copyOf(fates);
        open = List.copyOf(open);
        problems = List.copyOf(problems);
    }

    static Adopted unchanged(Source document, String raw, List<Problem> problems) {
        return new Adopted(document.text(), raw, List.of(), List.of(), List.of(), problems);
    }

    public boolean isChanged() {
        return !changes.isEmpty();
    }
}
