package dev.slipway.lint.shell;

import dev.slipway.lint.shell.Script.Assigned;
import dev.slipway.runbook.Excerpt;
import dev.slipway.runbook.Passage;
import dev.slipway.runbook.ShellScript;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which fences hold shell text, and what it says. */
public final class Scripts {
    private static final Set<String> SHELLS =
            Set.of("bash", "sh", "shell", "zsh", "ksh", "dash", "{bash}", "{code-block}");
    private static final Set<String> SESSIONS =
            Set.of("console", "terminal", "shellsession", "shell-session", "sh-session", "bash-session", "session");

    /** What is larger is data. */
    private static final int LARGEST = 100_000;

    private Scripts() {}

    /** Empty where the fence is something else: output, SQL, a configuration. */
    public static Optional<Script> of(Passage.Fence fence) {
        if (fence.body().text().length() > LARGEST) {
            return Optional.empty();
        }
        String tag = fence.tag().toLowerCase(Locale.ROOT);
        boolean shell = SHELLS.contains(tag);
        boolean session = SESSIONS.contains(tag);
        if (!shell
                && !session
                && !(tag.isEmpty() && looksLikeCommands(fence.body().text()))) {
            return Optional.empty();
        }
        Prompts prompts = Prompts.strip(fence.body(), session);
        return Optional.of(read(fence, prompts));
    }

    /** A shell text that is passed over for its size. */
    public static boolean isTooLarge(Passage.Fence fence) {
        String tag = fence.tag().toLowerCase(Locale.ROOT);
        return fence.body().text().length() > LARGEST && (SHELLS.contains(tag) || SESSIONS.contains(tag));
    }

    private static Script read(Passage.Fence fence, Prompts prompts) {
        Excerpt text = prompts.text();
        ShellScript whole = ShellScript.of(text.text());
        CommentLines comments = CommentLines.of(whole, text);
        InvocationReader reader = new InvocationReader(text, comments);
        if (whole.understood()) {
            reader.read(whole, 0);
        } else {
            reader.readLines();
        }
        List<Assigned> assigned = reader.assigned();
        return new Script(fence, text, whole, reader.found(), assigned, comments.all(), prompts.found());
    }

    /** Every line that says something begins with a program that people use in runbooks, or goes on from the line above. */
    private static boolean looksLikeCommands(String text) {
        boolean any = false;
        boolean goesOn = false;
        for (String line : text.split("\n", -1)) {
            String said = line.strip();
            if (!said.isEmpty() && !said.startsWith("#") && !goesOn) {
                if (!beginsWithProgram(said)) {
                    return false;
                }
                any = true;
            }
            goesOn = said.endsWith("\\") || said.endsWith("|") || said.endsWith("&&");
        }
        return any;
    }

    private static boolean beginsWithProgram(String line) {
        String plain = line.startsWith("$ ") ? line.substring(2) : line;
        String first = plain.split("[\\s;|]+", 2)[0];
        return first.matches("[A-Z_][A-Z0-9_]*=.*")
                || (first.startsWith("./") && first.length() > 2)
                || (Vocabulary.isKnown(first.substring(first.lastIndexOf('/') + 1)) && first.length() < plain.length());
    }
}
