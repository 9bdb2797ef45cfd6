package dev.slipway.docs;

import dev.slipway.lint.Catalogue;
import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Example;
import java.util.List;
import java.util.stream.Collectors;

/** Every rule of the linter, as its card says it. */
final class LintPages {
    private LintPages() {}

    static String table() {
        MarkdownTable table = new MarkdownTable("code", "severity", "finds");
        Catalogue.cards()
                .forEach(card -> table.row(
                        "[" + card.code() + "](#" + card.code().toLowerCase(java.util.Locale.ROOT) + ")",
                        card.severity().word(),
                        literal(card.title())));
        return table.toString();
    }

    static String cards() {
        return Catalogue.cards().stream().map(LintPages::card).collect(Collectors.joining("\n"));
    }

    private static String card(Card card) {
        StringBuilder out = new StringBuilder();
        out.append("### ").append(card.code()).append("\n\n");
        out.append("**")
                .append(card.severity().word())
                .append(": ")
                .append(literal(card.title()))
                .append(".** ");
        out.append(literal(card.harm())).append(' ').append(literal(card.fix())).append('\n');
        examples("Wrong", card.wrong(), out);
        examples("Right", card.right(), out);
        return out.toString();
    }

    private static void examples(String lead, List<Example> examples, StringBuilder out) {
        for (Example example : examples) {
            out.append('\n')
                    .append(lead)
                    .append(":\n\n````text\n")
                    .append(example.shown())
                    .append("\n````\n");
        }
    }

    /** Angle brackets outside code would be taken for HTML. */
    private static String literal(String text) {
        return text.replace("<", "&lt;");
    }
}
