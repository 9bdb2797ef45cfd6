package dev.slipway.lint.shell;

import dev.slipway.lint.shell.Script.Prompt;
import dev.slipway.runbook.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes prompts, other languages' lines and output out of a pasted session; every other character keeps its place. */
record Prompts(Excerpt text, List<Prompt> found) {
    private static final Pattern SHELL_PROMPT = Pattern.compile(
            "\\s{0,8}(?:\\([\\w.-]{1,30}\\) )?(?:[\\w.-]{1,40}@[\\w.-]{1,60}[: ][^\\s$#]{0,80})?[$%](?= \\S)");
    private static final Pattern OTHER_PROMPT = Pattern.compile(
            "\\s{0,8}(>>>|\\.\\.\\.|PS [^>]{0,80}>|[\\w]{1,40}=[#>]|mysql>|irb[^>]{0,40}>|redis[^>]{0,40}>|>)(?= |$)");

    /** @param session output stands between the commands, even where no prompt does */
    static Prompts strip(Excerpt body, boolean session) {
        String text = body.text();
        List<Prompt> found = new ArrayList<>();
        StringBuilder kept = new StringBuilder(text);
        boolean prompted = SHELL_PROMPT.matcher("").reset(text).lookingAt()
                || text.lines().anyMatch(line -> SHELL_PROMPT.matcher(line).lookingAt());
        boolean goesOn = false;
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            String line = text.substring(start, end);
            Matcher shell = SHELL_PROMPT.matcher(line);
            Matcher other = OTHER_PROMPT.matcher(line);
            if (prompted && shell.lookingAt()) {
                found.add(prompt(body, line, start, shell.end()));
                blank(kept, start, start + shell.end());
                goesOn = line.endsWith("\\");
            } else if (!goesOn && other.lookingAt() && !other.group(1).equals(">")) {
                found.add(prompt(body, line, start, other.end()));
                blank(kept, start, end);
            } else if (!goesOn && prompted && (session || !line.strip().startsWith("#"))) {
                blank(kept, start, end);
            } else {
                goesOn = goesOn && line.endsWith("\\");
            }
            start = end + 1;
        }
        return new Prompts(found.isEmpty() ? body : body.reading(kept.toString()), found);
    }

    private static Prompt prompt(Excerpt body, String line, int start, int end) {
        int lead = line.length() - line.stripLeading().length();
        return new Prompt(line.substring(lead, end), body.place(start + lead), body.place(start + end));
    }

    private static void blank(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            text.setCharAt(i, ' ');
        }
    }
}
