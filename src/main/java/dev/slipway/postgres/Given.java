package dev.slipway.postgres;

import dev.slipway.base.Secret;
import dev.slipway.hands.Place;
import java.util.Optional;
import java.util.regex.Pattern;

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
