package dev.slipway.runbook;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prompts that were copied from a terminal together with the command. */
final class Prompts {
    private static final Pattern PROMPT = Pattern.compile("(?:"
            + "\\$ "
            + "|>>> "
            + "|PS(?: [A-Za-z]:[^>\\n]*)?> "
            + "|[A-Za-z_][A-Za-z0-9_]*=[#>] "
            + "|(?:mysql|sqlite|MariaDB \\[[^\\]\\n]*\\])> "
            + "|\\([A-Za-z0-9_.-]+\\) \\$ "
            + "|\\[?[A-Za-z0-9_.-]+@[A-Za-z0-9_.-]+[: ][^\\s$#>]*\\]?[$#] "
            + ")\\S");

    private Prompts() {}

    /** The first of a step is enough: they come in rows. */
    static List<Refusal> in(ShellScript script) {
        String text = script.text();
        boolean continued = false;
        for (int start = 0; start < text.length(); ) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            int first = start;
            while (first < end && (text.charAt(first) == ' ' || text.charAt(first) == '\t')) {
                first++;
            }
            Matcher prompt = PROMPT.matcher(text).region(first, end);
            boolean code = first < end && script.kinds().get(first) == ShellScript.Kind.CODE;
            if (code && !continued && prompt.lookingAt()) {
                String what = text.substring(first, prompt.end() - 1).strip();
                return List.of(new Refusal(
                        first,
                        prompt.end() - 1,
                        "'" + what + "' is a prompt, not a part of the command",
                        "Take the prompts away, and put what the commands print into a `text` fence below."));
            }
            continued = end > start && text.charAt(end - 1) == '\\';
            start = end + 1;
        }
        return List.of();
    }
}
