package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.shell.Arg;
import java.util.regex.Pattern;

/** Which variables and files hold secrets, by their names. */
final class SecretNames {
    private static final String WORDS =
            "pass(word|wd|phrase)?|secret|token|api_?key|access_?key|secret_?key|private_?key"
                    + "|encryption_?key|credentials?|dsn|salt";
    private static final Pattern NAME = Pattern.compile("(?i)([a-z0-9_]*_)?(" + WORDS
            + ")|pgpassword|mysql_pwd|([a-z0-9_]*_)?(database|db|redis|mongo(db)?|amqp)_ur[il]");
    private static final Pattern READ =
            Pattern.compile("\\$(?:\\{([A-Za-z_]\\w*)(?!\\w|:?\\+)[^}]{0,40}}|([A-Za-z_]\\w*))");
    private static final Pattern SPOKEN =
            Pattern.compile("(?i).*(pass|secret|token|key|credential|database_url|dsn|postgres|redis).*");
    private static final Pattern FILE = Pattern.compile(
            "(?i)\\.env(\\.[\\w-]+)?|[\\w-]+\\.env|(.*[-_.])?secrets?\\.(ya?ml|json|env|txt|properties)|credentials(\\.json)?|\\.pgpass|\\.netrc|\\.my\\.cnf|id_(rsa|ed25519|ecdsa)|.*\\.key|.*-key\\.pem|.*\\.p12|.*\\.jks");
    private static final Pattern HARMLESS_FILE =
            Pattern.compile("(?i).*(example|sample|template|dist|enc|sealed|\\.age|\\.gpg|public).*");

    private SecretNames() {}

    static boolean isSecret(String variable) {
        return NAME.matcher(variable).matches();
    }

    /** Whether a word's expansions put a secret's value into it. */
    static boolean reads(Arg word) {
        return !word.known()
                && READ.matcher(word.text())
                        .results()
                        .anyMatch(read -> isSecret(read.group(1) == null ? read.group(2) : read.group(1)));
    }

    /** Whether a pattern looks for secrets. */
    static boolean isSpokenOf(String pattern) {
        return SPOKEN.matcher(pattern).matches();
    }

    static boolean isFile(Arg path) {
        String base = path.base();
        return FILE.matcher(base).matches() && !HARMLESS_FILE.matcher(base).matches();
    }
}
