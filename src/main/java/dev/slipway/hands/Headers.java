package dev.slipway.hands;

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

    public List<String> variables() {
        return written.values().stream()
                .flatMap(value -> VARIABLE.matcher(value).results())
                .map(match -> match.group(1))
                .filter(name -> !name.equals("$"))
                .distinct()
                .toList();
    }

    /** Throws {@link IllegalArgumentException} with one sentence when one is not declared. */
    public Map<String, String> filled(Place.Environment environment) {
        Map<String, String> filled = new LinkedHashMap<>();
        written.forEach((name, value) -> filled.put(
                name,
                VARIABLE.matcher(value).replaceAll(match -> Matcher.quoteReplacement(value(match, environment)))));
        return filled;
    }

    private static String value(MatchResult match, Place.Environment environment) {
        String name = match.group(1);
        return name.equals("$")
                ? "$"
                : Optional.ofNullable(environment.plain().get(name))
                        .or(() -> environment.secrets().stream()
                                .filter(secret -> secret.name().equals(name))
                                .map(Secret::reveal)
                                .findFirst())
                        .orElseThrow(() ->
                                new IllegalArgumentException("a header needs " + name + ", which is not declared"));
    }
}
