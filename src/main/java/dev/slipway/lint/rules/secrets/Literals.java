package dev.slipway.lint.rules.secrets;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is a secret itself, rather than a name for one or a stand-in. */
final class Literals {
    private static final Pattern STAND_IN = Pattern.compile(
            "(?i).*(change|your|example|xxx|\\.\\.\\.|<|>|\\{|placeholder|redacted|\\*\\*|todo|here|dummy|fake|sample|replace|insert|\\$|\u2026).*"
                    + "|(/|file:|vault:|op:|ssm:|arn:|secret:|env:).*|true|false|null|none|\\d+");
    private static final Set<String> USUAL =
            Set.of("postgres", "password", "secret", "test", "root", "admin", "mysql", "guest", "token", "dev");
    private static final Pattern IN_URL =
            Pattern.compile("[a-z][a-z0-9+]{1,20}://([^/\\s:@]{0,60}):([^@/\\s]{1,120})@");

    private Literals() {}

    static boolean isSecret(String value) {
        return value.length() >= 4
                && !value.contains(" ")
                && !STAND_IN.matcher(value).matches()
                && !USUAL.contains(value);
    }

    /** {@code scheme://user:password@host}: the password. */
    static Optional<String> passwordInUrl(String text) {
        Matcher url = IN_URL.matcher(text);
        return url.find() && !url.group(1).equals(url.group(2)) ? Optional.of(url.group(2)) : Optional.empty();
    }
}
