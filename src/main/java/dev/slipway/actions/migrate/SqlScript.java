package dev.slipway.actions.migrate;

import dev.slipway.base.Nearest;
import dev.slipway.hands.Refusal;
import dev.slipway.schema.risk.Catalogue;
import dev.slipway.schema.risk.Effect;
import dev.slipway.schema.risk.Reader;
import dev.slipway.schema.sql.Script;
import dev.slipway.schema.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of SQL that can be sent as it is: as one transaction, or statement by statement where it says so. */
record SqlScript(String file, String text, List<Statement> statements, boolean whole) {
    private static final Pattern SAYS = Pattern.compile("(?m)^[ \\t]*--[ \\t]*slipway:[ \\t]*(.*?)[ \\t]*$");
    static final String APART = "no-transaction";

    static SqlScript of(String file, String text) throws Refusal {
        Script script = Script.of(text);
        if (script.flaw().isPresent()) {
            Script.Flaw flaw = script.flaw().get();
            throw new Refusal(file + ":" + flaw.line() + ": " + flaw.says());
        }
        boolean whole = true;
        Matcher says = SAYS.matcher(text);
        while (says.find()) {
            if (!says.group(1).equals(APART)) {
                long line = text.substring(0, says.start(1)).lines().count();
                throw new Refusal((file + ":" + line + ": '-- slipway: " + says.group(1) + "' says nothing here. "
                                + Nearest.didYouMean(says.group(1), List.of(APART)))
                        .strip()
                        .replaceFirst("[.]$", ""));
            }
            whole = false;
        }
        if (whole) {
            fitForOneTransaction(file, script);
        }
        return new SqlScript(file, text, script.statements(), whole);
    }

    private static void fitForOneTransaction(String file, Script script) throws Refusal {
        if (script.transactionControl().isPresent()) {
            Statement control = script.transactionControl().get();
            throw new Refusal(file + ":" + control.line() + ": '" + control.brief()
                    + "': a file is one transaction already; take it out, or begin the file with '-- slipway: "
                    + APART + "'");
        }
        Reader reader = new Reader(Catalogue.EMPTY);
        for (Statement each : script.statements()) {
            if (reader.read(each) instanceof Effect.Understood understood && understood.apart()) {
                throw new Refusal(file + ":" + each.line() + ": '" + each.brief()
                        + "' cannot be part of a transaction: begin the file with '-- slipway: " + APART + "'");
            }
        }
    }

    /** The statement that ends at a line. */
    int lineOf(int end) {
        return statements.stream()
                .mapToInt(Statement::line)
                .filter(line -> line <= end)
                .max()
                .orElse(end);
    }
}
