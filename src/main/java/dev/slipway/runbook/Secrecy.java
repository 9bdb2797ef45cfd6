package dev.slipway.runbook;

import dev.slipway.base.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which values are secret: those that {@code env} calls so, and those of a dotenv file whose name gives them away. */
public final class Secrecy {
    private static final Set<String> PARTS = Set.of(
            "SECRET",
            "PASSWORD",
            "PASSWD",
            "PASS",
            "PWD",
            "TOKEN",
            "KEY",
            "CREDENTIAL",
            "PRIVATE",
            "SALT",
            "AUTH",
            "COOKIE",
            "WEBHOOK",
            "DSN");

    private Secrecy() {}

    /** Where a value was found. */
    public enum Origin {
        ENV,
        DOTENV,
        FILE,
        COMMAND,
        SYSTEMD,
        DEFAULT
    }

    public static boolean isSecret(FrontMatter.Variable variable, Origin origin) {
        return variable.secret()
                .orElseGet(() ->
                        origin == Origin.DOTENV && givesAway(variable.name().text()));
    }

    /** Whether a part of the name, split at {@code _}, says that its value is secret; a plural says so too. */
    public static boolean givesAway(String name) {
        return Arrays.stream(name.toUpperCase(Locale.ROOT).split("_", -1))
                .anyMatch(part -> PARTS.contains(part)
                        || (part.endsWith("S") && PARTS.contains(part.substring(0, part.length() - 1))));
    }

    /**
     * What must be masked of a value: the whole, if it is secret, and the passwords within URLs alone, as written and as
     * decoded; those also of values that are not secret otherwise, unless the author says {@code secret: false}.
     */
    public static List<Secret> secrets(FrontMatter.Variable variable, Origin origin, String value) {
        String name = variable.name().text();
        List<Secret> secrets = new ArrayList<>();
        if (isSecret(variable, origin) && !value.isEmpty()) {
            secrets.add(new Secret(name, value));
        }
        if (variable.secret().orElse(true)) {
            UrlPasswords.in(value).forEach(password -> {
                secrets.add(new Secret(name, password));
                decoded(password)
                        .filter(plain -> !plain.equals(password))
                        .ifPresent(plain -> secrets.add(new Secret(name, plain)));
            });
        }
        return secrets;
    }

    private static Optional<String> decoded(String password) {
        try {
            return Optional.of(URLDecoder.decode(password.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // a '%' that belongs to the password itself
        }
    }
}
