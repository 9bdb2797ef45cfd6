package dev.slipway.runbook;

import dev.slipway.base.Problem;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Says in plain words what the YAML library found. The library tells its mistakes apart by text alone; this is the one
 * place that knows those texts, and the table of broken front matters holds each of them.
 */
final class YamlMistakes {
    private static final int BRIEF = 40;

    private final Positions positions;
    private int lastFrom;
    private int lastTo;

    YamlMistakes(Positions positions) {
        this.positions = positions;
    }

    /** Tells where the last whole value stood: much of what goes wrong begins there. */
    void passed(int from, int to) {
        lastFrom = from;
        lastTo = to;
    }

    static String brief(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > BRIEF ? line.substring(0, BRIEF) + "…" : line;
    }

    static String quoted(String text) {
        return "'" + brief(text).replace("'", "''") + "'";
    }

    Problem problem(YamlEngineException e) {
        return switch (e) {
            case ReaderException r ->
                at(
                        positions.offset(r.getPosition()),
                        String.format("the control character U+%04X cannot stand in YAML", r.getCodePoint()),
                        "Remove it, or write it as an escape within double quotes.");
            case MarkedYamlEngineException m ->
                marked(
                        m.getProblem(),
                        Optional.ofNullable(m.getContext()).orElse(""),
                        m.getProblemMark().map(this::offset).orElse(lastTo),
                        m.getContextMark().map(this::offset).orElse(lastTo));
            default -> at(lastTo, "this is not YAML", "Look at this line and at the one above it.");
        };
    }

    private int offset(Mark mark) {
        return positions.offset(mark.getIndex());
    }

    private Problem marked(String says, String context, int at, int begun) {
        if (context.contains("quoted scalar") && says.startsWith("found un") && !says.contains("escape")) {
            return unclosedQuote(begun);
        }
        if (context.contains("double-quoted")) {
            return escape(says, at);
        }
        if (context.contains("a block scalar")) {
            return blockText(says, at);
        }
        if (context.contains("a tag") || says.contains("tag handle")) {
            return at(begun, "tags (!name) are not read here", "Remove it, or quote the value if it begins with '!'.");
        }
        if (context.contains("an alias") || context.contains("an anchor")) {
            return cannotBegin(begun);
        }
        if (context.contains("directive") || says.contains("directive")) {
            return directive(begun);
        }
        return token(says, context, at, begun);
    }

    private Problem token(String says, String context, int at, int begun) {
        if (says.startsWith("found character")) {
            return character(at) == '\t'
                    ? at(at, "a tab cannot indent or separate in YAML", "Use spaces.")
                    : cannotBegin(at);
        }
        if (context.contains("a flow ")) {
            return brackets(says, at, begun);
        }
        if (says.startsWith("mapping values are not allowed")) {
            return secondColon(at);
        }
        if (says.startsWith("sequence entries are not allowed")) {
            return at(
                    at,
                    "a list cannot begin on the line of its key",
                    "Give each '- item' its own line, or write [a, b].");
        }
        if (says.startsWith("mapping keys are not allowed")) {
            return cannotBegin(at);
        }
        if (says.startsWith("could not find expected ':'")) {
            return noColon(begun);
        }
        if (says.startsWith("expected the node content")) {
            return nothingOpened(at);
        }
        if (says.startsWith("expected '<document start>'")) {
            return positions.text().startsWith("%")
                    ? directive(0)
                    : at(at, "text after the end of the YAML", "Remove the '...' above it.");
        }
        return says.startsWith("expected <block end>") ? blockEnd(says, at, begun) : unknown(at);
    }

    private Problem directive(int at) {
        return at(at, "YAML directives (%YAML, %TAG) are not read here", "Remove this line.");
    }

    private Problem unclosedQuote(int begun) {
        char quote = character(begun);
        return at(
                begun,
                "the quote " + quote + " is not closed",
                quote == '\''
                        ? "Close it with another; a quote within single quotes is written ''."
                        : "Close it with another; a quote within double quotes is written \\\".");
    }

    private Problem escape(String says, int at) {
        return says.startsWith("found unknown escape")
                ? at(
                        Math.max(0, at - 1),
                        "'\\" + character(at) + "' is no escape of double quotes",
                        "In single quotes a backslash is a backslash.")
                : at(at, "this escape lacks hexadecimal digits", "Write \\x41, \\u0041 or \\U00000041.");
    }

    private Problem blockText(String says, int at) {
        return says.contains("leading empty lines")
                ? at(
                        at,
                        "an empty line above is indented deeper than this text",
                        "Take the spaces out of the empty line.")
                : at(
                        at,
                        "'" + character(at) + "' cannot stand after '|' or '>'",
                        "The text begins on the next line, indented; quote the value if it begins with '|' or '>'.");
    }

    private Problem cannotBegin(int at) {
        return at(at, "a value cannot begin with '" + character(at) + "'", "Quote it: " + quoted(value(at)));
    }

    private Problem brackets(String says, int at, int begun) {
        char open = character(begun);
        char close = open == '[' ? ']' : '}';
        if (character(at) == '{' && at > 0 && character(at - 1) == '$') {
            return at(
                    at - 1,
                    "a value with ${…} must be quoted within " + open + " " + close,
                    "Quote it: " + quoted(template(at)));
        }
        if (says.startsWith("expected the node content")) {
            return nothingOpened(at);
        }
        if (at >= positions.text().stripTrailing().length() || positions.line(at) != positions.line(begun)) {
            return at(begun, "this '" + open + "' is not closed", "Add the '" + close + "' that closes it.");
        }
        if (character(at) == ':') {
            return at(
                    at,
                    "a second ':' in one value",
                    "Quote the value if the colon belongs to it: "
                            + quoted(value(lastFrom).replaceFirst("\\s*[,\\]}].*", "")));
        }
        return character(at) == ']' || character(at) == '}'
                ? at(
                        at,
                        "a '" + close + "' is missing before this '" + character(at) + "'",
                        "Close the '" + open + "' first, or remove the '" + character(at) + "'.")
                : at(
                        at,
                        "a ',' or '" + close + "' is missing here",
                        "Separate the values by commas, or quote this one.");
    }

    private Problem secondColon(int at) {
        String last = positions.text().substring(lastFrom, Math.max(lastFrom, Math.min(lastTo, at)));
        if (positions.line(at) == positions.line(lastFrom)) {
            return at(
                    at,
                    "a second ':' in one value",
                    "Quote the value if the colon belongs to it: " + quoted(value(lastFrom)));
        }
        return last.matches("(?s)\\w+:\\S.*")
                ? noSpace(lastFrom)
                : at(
                        at,
                        "this line belongs to the value above it, and cannot have a ':'",
                        "Begin it in the column of the key that it stands beside.");
    }

    private Problem noColon(int begun) {
        return positions.lineAt(begun).strip().matches("[\\w-]+:\\S.*")
                ? noSpace(begun)
                : at(begun, "this line has no ':'", "Write 'name: value', or '- item' in a list.");
    }

    private Problem noSpace(int begun) {
        return at(
                begun + Math.max(0, positions.text().indexOf(':', begun) - begun),
                "a space is missing after the ':'",
                "Write 'name: value'.");
    }

    private Problem nothingOpened(int at) {
        char found = character(at);
        return found == ']' || found == '}'
                ? at(at, "nothing is open that this '" + found + "' could close", "Remove it, or quote the value.")
                : at(
                        at,
                        "a value is missing before this '" + found + "'",
                        "Remove the '" + found + "', or quote the value.");
    }

    private Problem blockEnd(String says, int at, int begun) {
        char found = character(at);
        if (found == ']' || found == '}') {
            return nothingOpened(at);
        }
        if (found == ':') {
            return at(at, "a name is missing before the ':'", "Write 'name: value'.");
        }
        if (positions.line(at) == positions.line(lastFrom)) {
            return at(
                    at,
                    "text after the closing quote",
                    "Put the whole value into one pair of quotes; a quote within single quotes is written ''.");
        }
        if (positions.column(at) != positions.column(begun)) {
            return at(
                    at,
                    "this line is indented unlike the ones beside it",
                    "Entries that belong together begin in one column.");
        }
        return says.contains("'-'") || found == '-'
                ? at(at, "a list item among the entries of a mapping", "Indent it below the key that it belongs to.")
                : at(
                        at,
                        "an entry of a mapping among the items of a list",
                        "Begin it with '- ', or move it out of the list.");
    }

    private Problem unknown(int at) {
        return at(at, "this is not YAML", "Look at this line and at the one above it.");
    }

    /** The rest of the line from here, as far as it may be one value. */
    private String value(int at) {
        String line = positions.lineAt(at);
        String rest = line.substring(Math.min(positions.column(at), line.length()));
        return rest.replaceFirst("\\s#.*", "").replaceFirst("[,\\]}]+\\s*$", "").strip();
    }

    /** From the start of the value around an opening brace to the brace that closes it. */
    private String template(int brace) {
        String line = positions.lineAt(brace);
        int open = positions.column(brace);
        int from = open - 1;
        while (from > 0 && " ,[{".indexOf(line.charAt(from - 1)) < 0) {
            from--;
        }
        int close = line.indexOf('}', open);
        return close < 0 ? line.substring(from) : line.substring(from, close + 1);
    }

    private char character(int at) {
        return at < positions.text().length() ? positions.text().charAt(at) : ' ';
    }

    private Problem at(int offset, String says, String help) {
        return new Problem(positions.point(offset), says, help);
    }
}
