package dev.slipway.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.types.CelKind;
import dev.slipway.base.Nearest;
import dev.slipway.base.Problem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What CEL's checker found wrong, in our words. It has no codes: its sentences are recognised here, and only here. */
final class TypeWords {
    private static final Pattern UNKNOWN = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern MISFIT =
            Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*", Pattern.DOTALL);
    /** For the nearest known one; what they do is CEL's own definition. */
    static final List<String> FUNCTIONS = List.of(
            "all",
            "bool",
            "bytes",
            "charAt",
            "contains",
            "double",
            "duration",
            "dyn",
            "endsWith",
            "exists",
            "exists_one",
            "filter",
            "getDate",
            "getDayOfMonth",
            "getDayOfWeek",
            "getDayOfYear",
            "getFullYear",
            "getHours",
            "getMilliseconds",
            "getMinutes",
            "getMonth",
            "getSeconds",
            "has",
            "indexOf",
            "int",
            "join",
            "lastIndexOf",
            "lowerAscii",
            "map",
            "matches",
            "replace",
            "reverse",
            "size",
            "split",
            "startsWith",
            "string",
            "substring",
            "timestamp",
            "trim",
            "type",
            "upperAscii",
            "math.abs",
            "math.ceil",
            "math.floor",
            "math.greatest",
            "math.least",
            "math.round",
            "math.sign",
            "math.sqrt",
            "math.trunc");

    private TypeWords() {}

    static Problem problem(CelIssue issue, Locator locator) {
        int at = locator.character(issue.getSourceLocation());
        Matcher unknown = UNKNOWN.matcher(issue.getMessage());
        if (unknown.matches()) {
            return unknown(unknown.group(1), at, locator);
        }
        Matcher misfit = MISFIT.matcher(issue.getMessage());
        if (misfit.matches()) {
            return misfit(misfit.group(1), misfit.group(2), at, locator);
        }
        return locator.problem(at, at + 1, "the expression does not fit together: " + issue.getMessage(), "");
    }

    static Problem notATruth(CelKind kind, Locator locator) {
        return locator.problem(
                0,
                locator.text().length(),
                "this gives " + word(kind.name().toLowerCase(Locale.ROOT)) + ", not true or false",
                "Compare it with something: … == 'value'.");
    }

    private static Problem unknown(String name, int at, Locator locator) {
        // A call's position is that of its bracket.
        boolean before = at >= name.length() && locator.text().startsWith(name, at - name.length());
        int from = before ? at - name.length() : at;
        String nearest = Nearest.didYouMean(name, FUNCTIONS);
        return locator.problem(from, from + name.length(), "there is no function '" + name + "'", nearest);
    }

    private static Problem misfit(String function, String types, int at, Locator locator) {
        String given = types.replaceAll("^.*\\.\\(|[()]", "");
        String words = String.join(
                " and ",
                List.of(given.split(", ", -1)).stream().map(TypeWords::word).toList());
        if (function.contains("_")) {
            String sign = function.replace("_", "").replace("@", "");
            boolean mixed = given.equals("int, double") || given.equals("double, int");
            return locator.problem(
                    at,
                    at + sign.length(),
                    "'" + sign + "' does not take " + words,
                    mixed ? "double() makes a decimal number of a whole one." : "");
        }
        boolean before = at >= function.length() && locator.text().startsWith(function, at - function.length());
        int from = before ? at - function.length() : at;
        return locator.problem(from, from + function.length(), function + "() does not take " + words, "");
    }

    private static String word(String type) {
        return switch (type) {
            case "string" -> "text";
            case "int", "uint" -> "a whole number";
            case "double" -> "a decimal number";
            case "bool" -> "true or false";
            case "null_type", "null" -> "null";
            case "dyn" -> "a value";
            case "" -> "nothing";
            default -> type.startsWith("list") ? "a list" : type.startsWith("map") ? "a mapping" : type;
        };
    }
}
