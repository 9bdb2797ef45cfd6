package dev.slipway.expression;

import dev.cel.common.CelIssue;
import dev.slipway.base.Problem;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What CEL's parser found wrong, in our words. They are made from the position and the author's text; of the parser's own
 * sentence only the first words are read, because there is nothing else to tell its kinds of mistakes apart.
 */
final class SyntaxWords {
    private static final Pattern OF_TOKENS =
            Pattern.compile("(mismatched|extraneous|no viable|missing|token recognition).*", Pattern.DOTALL);
    private static final Pattern TOO_DEEP = Pattern.compile("Expression recursion limit exceeded.*", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*|[0-9.]+|'[^']*'|\"[^\"]*\"|\\X");
    private static final Map<String, String> OTHER_TONGUES = Map.of("and", "&&", "or", "||", "not", "!", "is", "==");

    private SyntaxWords() {}

    static Problem problem(CelIssue issue, Locator locator) {
        String text = locator.text();
        int at = locator.character(issue.getSourceLocation());
        if (TOO_DEEP.matcher(issue.getMessage()).matches()) {
            return locator.problem(
                    0,
                    text.length(),
                    "the expression is nested too deeply",
                    "At most " + Cel.DEEPEST + " levels are read.");
        }
        if (!OF_TOKENS.matcher(issue.getMessage()).matches()) {
            return macro(text, at, locator);
        }
        return text.substring(at).isBlank() ? atEnd(text, locator) : inside(text, at, locator);
    }

    private static Problem atEnd(String text, Locator locator) {
        int end = text.stripTrailing().length();
        if (end == 0) {
            return locator.problem(0, 1, "the expression is empty", "");
        }
        int open = openBracket(text);
        return open < 0
                ? locator.problem(end, end + 1, "the expression ends too early", "")
                : locator.problem(open, open + 1, "'" + text.charAt(open) + "' is not closed", "");
    }

    private static Problem inside(String text, int at, Locator locator) {
        int from = text.startsWith(".", at) && at + 1 < text.length() ? at + 1 : at;
        Matcher matcher = TOKEN.matcher(text).region(from, text.length());
        String token = matcher.lookingAt() ? matcher.group() : text.substring(from, from + 1);
        if (token.equals("'") || token.equals("\"")) {
            return locator.problem(from, text.length(), "the text that begins here is not closed", "");
        }
        if (text.indexOf('\\', from) >= 0 && (token.startsWith("'") || token.startsWith("\""))) {
            return locator.problem(
                    from, from + token.length(), "the text has an unknown escape", "A backslash is written \\\\.");
        }
        return locator.problem(from, from + token.length(), "'" + token + "' does not belong here", help(token));
    }

    private static String help(String token) {
        if (token.equals("=")) {
            return "'==' compares.";
        }
        String sign = OTHER_TONGUES.get(token);
        return sign == null ? "" : "Write " + sign + " instead of '" + token + "'.";
    }

    /** Mistakes in calls that CEL rewrites while it parses: has, all, exists, map, filter, math.greatest. */
    private static Problem macro(String text, int at, Locator locator) {
        Matcher call = Pattern.compile("([A-Za-z_.]+)\\s*$").matcher(text.substring(0, at));
        String name = call.find() ? call.group(1) : "";
        int from = call.hasMatch() ? call.start(1) : at;
        if (name.equals("has")) {
            return locator.problem(from, at, "has() takes a path with a dot", "Such as has(steps.backup.file).");
        }
        return locator.problem(
                from,
                Math.max(at, from + 1),
                "this call does not have the arguments that it takes",
                "Loops name their item first, as in steps.hosts.list.all(h, h != ''); math.greatest() takes numbers.");
    }

    private static int openBracket(String text) {
        int depth = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            depth += ")]}".indexOf(c) >= 0 ? 1 : 0;
            if ("([{".indexOf(c) >= 0 && depth-- == 0) {
                return i;
            }
        }
        return -1;
    }
}
