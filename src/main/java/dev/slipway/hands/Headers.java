package dev.slipway.hands;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headers in whose values {@code $NAME} is a declared variable, and {@code $$} a dollar. */
public record Headers(Map<String, String> written) {
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\$|[A-Za-z_][A-Za-z0-9_]*)");

    /** The names of the variables that parameters refer to, before anything has a value. */
    public static List<String> variables(Map<String, Data> parameters) {
        return parameters.values().stream()
                .flatMap(value -> VARIABLE.matcher(value.plain()).results())
                .map(match -> match.group(1))
                .filter(name -> !name.equals("$"))
                .distinct()
                .toList();
    }

    /** Throws {@link IllegalArgumentException} with one sentence when one is not declared. */
    public Map<String, String> filled(Place.Environment environment) {
        Map<String, String> filled = new LinkedHashMap<>();
        written.forEach((header, value) -> filled.put(
                header,
                VARIABLE.matcher(value)
                        .replaceAll(match -> Matcher.quoteReplacement(value(header, match, environment)))));
        return filled;
    }

    private static String value(String header, MatchResult match, Place.Environment environment) {
        String name = match.group(1);
        return name.equals("$")
                ? "$"
                : Optional.ofNullable(environment.plain().get(name))
                        .or(() -> environment.secrets().stream()
                                .filter(secret -> secret.name().equals(name))
                                .map(Secret::reveal)
                                .findFirst())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the header " + header + " needs " + name + ", which is not declared"));
    }
}
