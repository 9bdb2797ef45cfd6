package dev.slipway.lint.rules;

import java.util.regex.Pattern;

/** What names and comments are about. */
public final class Words {
    private static final Pattern BACKUPS = Pattern.compile(
            "(?i)(?<![a-z])(back-?ups?|dumps?|snapshots?|bak|pre[-_]?(deploy|migration|release))(?![a-z])");

    private Words() {}

    public static boolean isAboutBackups(String text) {
        return BACKUPS.matcher(text).find();
    }
}
