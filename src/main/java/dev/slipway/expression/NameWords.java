package dev.slipway.expression;

import dev.slipway.base.Nearest;
import dev.slipway.base.Problem;
import java.util.List;

/** Problems about names that nobody knows. */
final class NameWords {
    private NameWords() {}

    static List<Problem> problems(Survey survey, List<String> roots, Locator locator) {
        return survey.strangers().stream()
                .map(stranger -> problem(stranger, roots, locator))
                .distinct()
                .toList();
    }

    private static Problem problem(Survey.Stranger stranger, List<String> roots, Locator locator) {
        String text = locator.text();
        String name = stranger.name();
        int at = locator.character(0, stranger.position());
        int from = text.startsWith(name, at) ? at : Math.max(0, text.indexOf(name));
        String help = from > 1 && text.charAt(from - 1) == '-' && Character.isLetterOrDigit(text.charAt(from - 2))
                ? "A name with a hyphen stands in brackets: last[\"database-lost\"]."
                : Nearest.help("Names in expressions", name, roots);
        return locator.problem(from, from + name.length(), "no name '" + name + "' is known here", help);
    }
}
