package dev.slipway.engine;

import java.util.regex.Pattern;

/**
 * Tells texts that every shell understands for sure: simple commands, a line or several, of plain words, whole quotes and
 * variables. Of all others the shells are asked.
 */
final class SimpleCommands {
    private static final String VARIABLE = "\\$(?:[A-Za-z_]\\w*+|\\{[A-Za-z_]\\w*+\\})";
    private static final String SINGLE = "'[^'\\n]*+'";
    private static final String DOUBLE = "\"(?:[^\"\\\\`$\\n]++|" + VARIABLE + ")*+\"";
    private static final String WORD = "(?:[A-Za-z0-9_./:=@%+,^~-]++|" + VARIABLE + "|" + SINGLE + "|" + DOUBLE + ")++";
    private static final String RESERVED =
            "(?!(?:if|then|else|elif|fi|for|while|until|do|done|case|esac|in|function|select|time|coproc)(?![\\w./:=@%+,^~'\"$-]))";
    private static final String COMMAND = RESERVED + WORD + "(?:[ \\t]++" + WORD + ")*+";
    private static final String COMMANDS = COMMAND + "(?:[ \\t]*+(?:&&|\\|\\||\\||;)[ \\t]*+" + COMMAND + ")*+[ \\t]*+";
    private static final String COMMENT = "#[^\\n]*+";
    private static final Pattern LINES = Pattern.compile(
            "(?:[ \\t]*+(?:" + COMMANDS + "(?:(?<=[ \\t])" + COMMENT + ")?+|" + COMMENT + ")?+(?:\\n|\\z))*+");

    private SimpleCommands() {}

    static boolean areAll(String text) {
        return LINES.matcher(text).matches();
    }
}
