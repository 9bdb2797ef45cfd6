package dev.slipway.runbook;

import dev.slipway.base.Problem;
import dev.slipway.base.Secret;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a dotenv file by Docker Compose's rules: {@code NAME=value}, {@code export NAME=value}; a value without quotes ends
 * before {@code  #} and loses the spaces around it; single quotes keep everything (but {@code \'}); double quotes know
 * {@code \n \r \t \" \\ \$}; both may run over lines; {@code $NAME}, {@code ${NAME}}, {@code ${NAME:-other}},
 * {@code ${NAME-other}}, {@code ${NAME:+other}} and {@code ${NAME+other}} are replaced except in single quotes. Unlike
 * Compose, a name that is not set is a problem, not empty: more often than not the dollar belongs to a password. No problem
 * ever holds a part of a value.
 */
public final class Dotenv {
    /**
     * The last of several entries with one name counts. The span is the name's.
     *
     * @param begin where its line begins in the source's text
     * @param end where what follows begins
     */
    public record Entry(String name, Secret value, Span span, int begin, int end) {}

    private static final int LARGEST = 1_000_000;
    private static final Pattern START =
            Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \\t]*=[ \\t]*");

    private final Source source;
    private final Function<String, Optional<String>> around;
    private final List<Problem> problems;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> read = new HashMap<>();
    private final Positions positions;
    private int at;
    private int begun;

    private Dotenv(Source source, Function<String, Optional<String>> around, List<Problem> problems) {
        this.source = source;
        this.around = around;
        this.problems = problems;
        this.positions = new Positions(source.file(), source.text(), 1, 1);
    }

    public static List<Entry> read(Source source, List<Problem> problems) {
        return read(source, _ -> Optional.empty(), problems);
    }

    /** {@code around} gives the variables that {@code ${NAME}} finds before the file's own. */
    public static List<Entry> read(Source source, Function<String, Optional<String>> around, List<Problem> problems) {
        Dotenv dotenv = new Dotenv(source, around, problems);
        if (source.text().length() > LARGEST) {
            problems.add(new Problem(
                    Span.point(source.file(), 1, 1), "this file is larger than 1 MB", "Is it a dotenv file?"));
            return List.of();
        }
        while (dotenv.at < source.text().length()) {
            dotenv.line();
        }
        return List.copyOf(dotenv.entries);
    }

    private void line() {
        String text = source.text();
        int end = endOfLine(at);
        String line = text.substring(at, end).strip();
        Matcher start = START.matcher(text).region(at, end);
        if (line.isEmpty() || line.startsWith("#")) {
            at = end + 1;
        } else if (!start.lookingAt()) {
            refuse(
                    at,
                    line.contains("=") ? "what stands before the '=' is not a name" : "this line has no '='",
                    "Write NAME=value, or begin the line with '#'.");
            at = end + 1;
        } else {
            int from = at;
            at = start.end();
            begun = start.start(1);
            Optional<String> value = value(start.group(1));
            value.ifPresent(plain -> {
                read.put(start.group(1), plain);
                entries.add(new Entry(
                        start.group(1),
                        new Secret(start.group(1), plain),
                        positions.span(begun, start.end(1)),
                        from,
                        Math.min(at, text.length())));
            });
        }
    }

    /** Leaves {@code at} at the start of the next line. */
    private Optional<String> value(String name) {
        char first = at < source.text().length() ? source.text().charAt(at) : '\n';
        if (first != '"' && first != '\'') {
            return plain(name);
        }
        int open = at;
        int close = closing(first);
        if (close < 0) {
            refuse(open, "the quote of " + name + " is not closed", "Close it with another " + first + ".");
            at = endOfLine(open) + 1;
            return Optional.empty();
        }
        int end = endOfLine(close);
        at = end + 1;
        if (!source.text()
                .substring(close + 1, end)
                .strip()
                .replaceFirst("(?s)^#.*", "")
                .isEmpty()) {
            refuse(
                    close + 1,
                    "text after the closing quote of " + name,
                    "Put the whole value into one pair of quotes.");
            return Optional.empty();
        }
        String inner = source.text().substring(open + 1, close);
        return first == '\''
                ? Optional.of(inner.replace("\\'", "'"))
                : expanded(name, inner, DotenvValue.Escapes.KNOWN);
    }

    private Optional<String> plain(String name) {
        int end = endOfLine(at);
        String rest = source.text().substring(at, end);
        at = end + 1;
        if (rest.startsWith("#")) {
            return Optional.of("");
        }
        return expanded(name, rest.replaceFirst("[ \\t]+#.*$", "").strip(), DotenvValue.Escapes.NONE);
    }

    private int closing(char quote) {
        for (int i = at + 1; i < source.text().length(); i++) {
            char c = source.text().charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return i;
            }
        }
        return -1;
    }

    private Optional<String> expanded(String name, String inner, DotenvValue.Escapes escapes) {
        return switch (DotenvValue.of(inner, escapes, this::lookUp)) {
            case DotenvValue.Expansion.Whole(String value) -> Optional.of(value);
            case DotenvValue.Expansion.Unset _ -> {
                refuse(
                        begun,
                        "a '$' in the value of " + name + " begins the name of a variable that is not set",
                        "Put the value into single quotes if the '$' belongs to it.");
                yield Optional.empty();
            }
            case DotenvValue.Expansion.TooLarge _ -> {
                refuse(begun, "the value of " + name + " is larger than 100 kB", "Keep it in a file of its own.");
                yield Optional.empty();
            }
        };
    }

    private Optional<String> lookUp(String name) {
        return around.apply(name).or(() -> Optional.ofNullable(read.get(name)));
    }

    private int endOfLine(int from) {
        int end = source.text().indexOf('\n', from);
        return end < 0 ? source.text().length() : end;
    }

    private void refuse(int offset, String says, String help) {
        problems.add(new Problem(positions.point(offset), says, help));
    }
}
