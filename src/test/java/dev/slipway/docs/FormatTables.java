package dev.slipway.docs;

import static dev.slipway.docs.MarkdownTable.code;
import static dev.slipway.docs.MarkdownTable.codes;

import dev.slipway.plan.UsualVariables;
import dev.slipway.runbook.FormatFacts;
import dev.slipway.runbook.ReservedNames;
import dev.slipway.runbook.ReservedNames.Purpose;

/** The tables of the format's reference. */
final class FormatTables {
    private FormatTables() {}

    static String frontMatterKeys() {
        MarkdownTable table = new MarkdownTable("in", "keys");
        table.row("`slipway`", codes(Constants.texts("runbook.FrontMatterReader", "KEYS")));
        table.row("an environment", codes(Constants.texts("runbook.PlacesReader", "KEYS")));
        table.row("an input", codes(Constants.texts("runbook.InputsReader", "KEYS")));
        table.row("a variable of `env`", codes(Constants.texts("runbook.VariablesReader", "KEYS")));
        table.row("a procedure", codes(Constants.texts("runbook.ProceduresReader", "KEYS")));
        table.row("a procedure's input", codes(Constants.texts("runbook.ProceduresReader", "INPUT_KEYS")));
        table.row("`slipway.yaml`", codes(Constants.texts("runbook.SharedParts", "KEYS")));
        return table.toString();
    }

    static String directives() {
        MarkdownTable table = new MarkdownTable("directive", "stands before", "keys", "flags");
        FormatFacts.directives()
                .forEach(each -> table.row(code(each.word()), each.before(), codes(each.keys()), codes(each.flags())));
        return table.toString();
    }

    static String refusals() {
        MarkdownTable table = new MarkdownTable("a line such as", "is refused because", "");
        FormatFacts.refusals()
                .forEach(each -> table.row(example(each.line()), literal(each.says()), literal(each.help())));
        return table.toString();
    }

    static String reservedNames() {
        MarkdownTable table = new MarkdownTable("name", "because", "`env` may declare it");
        for (ReservedNames.Reserved each : ReservedNames.all()) {
            table.row(code(each.shown()), each.reason(), each.purpose() == Purpose.NEVER ? "no" : "yes");
        }
        return table.toString();
    }

    static String usualVariables() {
        return codes(UsualVariables.names().stream().sorted().toList());
    }

    static String secretWords() {
        return codes(Constants.texts("runbook.Secrecy", "PARTS"));
    }

    private static String example(String line) {
        return line.isBlank() ? "an empty step" : code(line);
    }

    /** Angle brackets outside code would be taken for HTML. */
    private static String literal(String text) {
        return text.replace("<", "&lt;");
    }
}
