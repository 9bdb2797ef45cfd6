package dev.slipway.actions.deploy;

import dev.slipway.base.Secret;
import dev.slipway.hands.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts in which {@code $name} stands for a capture, {@code $NAME} for a variable of the step, {@code $$} for a dollar. */
final class Dollars {
    private static final Pattern NAME = Pattern.compile("\\$(\\$|[A-Za-z_][A-Za-z0-9_]*)");

    private final Map<String, String> values = new HashMap<>();

    Dollars(Place.Environment environment) {
        values.putAll(environment.plain());
        for (Secret secret : environment.secrets()) {
            values.put(secret.name(), secret.reveal());
        }
    }

    void capture(String name, String value) {
        values.put(name, value);
    }

    /** The names of variables that a text refers to, by their capitals. */
    static List<String> variables(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).matches("[A-Z_][A-Z0-9_]*")) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    /** The first name that has no value. */
    Optional<String> lacking(String text) {
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            if (!matcher.group(1).equals("$") && !values.containsKey(matcher.group(1))) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }

    String fill(String text) {
        return NAME.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1).equals("$") ? "$" : values.getOrDefault(match.group(1), "")));
    }
}
