package dev.slipway.actions.check;

import dev.slipway.base.Secret;
import dev.slipway.hands.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Header values in which {@code $NAME} stands for a variable of the step's environment, and {@code $$} for a dollar. */
record HttpHeaders(Map<String, String> written) {

    private static final Pattern VARIABLE = Pattern.compile("\\$(\\$|[A-Za-z_][A-Za-z0-9_]*)");

    sealed interface Filled {
        record Of(Map<String, String> headers) implements Filled {}

        record Lacks(String header, String variable) implements Filled {}
    }

    /** The names of the variables that a value refers to. */
    static List<String> variables(String value) {
        List<String> names = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(value);
        while (matcher.find()) {
            if (!matcher.group(1).equals("$")) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    Filled fill(Place.Environment environment) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : written.entrySet()) {
            for (String variable : variables(header.getValue())) {
                if (value(variable, environment).isEmpty()) {
                    return new Filled.Lacks(header.getKey(), variable);
                }
            }
            headers.put(
                    header.getKey(),
                    VARIABLE.matcher(header.getValue())
                            .replaceAll(match -> Matcher.quoteReplacement(
                                    match.group(1).equals("$")
                                            ? "$"
                                            : value(match.group(1), environment).orElseThrow())));
        }
        return new Filled.Of(headers);
    }

    private static Optional<String> value(String name, Place.Environment environment) {
        return Optional.ofNullable(environment.plain().get(name))
                .or(() -> environment.secrets().stream()
                        .filter(secret -> secret.name().equals(name))
                        .map(Secret::reveal)
                        .findFirst());
    }
}
