package dev.slipway.hands;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.plan.Preview;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A parameter that names a declared variable, {@code $NAME}, so that no secret stands in a runbook. */
public final class Given {
    private static final Pattern NAMED = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");

    private Given() {}

    public static void check(String parameter, String text) {
        if (!NAMED.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + parameter
                    + "' names a declared variable, such as $DATABASE_URL: its value does not stand in a runbook");
        }
    }

    public static Optional<String> name(String text) {
        return NAMED.matcher(text).matches() ? Optional.of(text.substring(1)) : Optional.empty();
    }

    /** Those that some parameters name, before anything has a value. */
    public static List<String> names(Data.Mapping parameters, String... those) {
        Preview shown = new Preview(parameters);
        return Stream.of(those)
                .flatMap(parameter -> shown.text(parameter).stream())
                .flatMap(text -> name(text).stream())
                .distinct()
                .toList();
    }

    public static Secret value(String text, Place.Environment environment) throws Refusal {
        String name = name(text).orElse(text);
        return environment.secrets().stream()
                .filter(secret -> secret.name().equals(name))
                .findFirst()
                .or(() -> Optional.ofNullable(environment.plain().get(name)).map(value -> new Secret(name, value)))
                .filter(secret -> !secret.reveal().isBlank())
                .orElseThrow(() -> new Refusal(name + " is not declared in 'env', or is empty"));
    }
}
