package dev.slipway.lint.shell;

import dev.slipway.runbook.Excerpt;
import dev.slipway.runbook.Passage;
import dev.slipway.runbook.ShellScript;
import java.util.List;
import java.util.Optional;

/**
 * A fence of shell text.
 *
 * @param text as it is read: prompts and output blanked out, each character at its place
 * @param whole the text's own reading; where it is not understood the invocations are those of lines that are
 */
public record Script(
        Passage.Fence fence,
        Excerpt text,
        ShellScript whole,
        List<Invocation> invocations,
        List<Assigned> assignments,
        List<Comment> comments,
        List<Prompt> prompts) {
    public Script {
        invocations = List.copyOf(invocations);
        assignments = List.copyOf(assignments);
        comments = List.copyOf(comments);
        prompts = List.copyOf(prompts);
    }

    /** {@code text} without the {@code #} and what stands around it. */
    public record Comment(String text, boolean wholeLine, int from, int to) {}

    /** A prompt of a session that was pasted: {@code $ }, {@code >>> }. */
    public record Prompt(String text, int from, int to) {}

    public record Assigned(ShellScript.Assignment assignment, Arg value, int from) {
        public String name() {
            return assignment.name();
        }
    }

    public boolean understood() {
        return whole.understood();
    }

    public int place(int offset) {
        return text.place(offset);
    }

    /** The command whose output goes into this one. */
    public Optional<Invocation> before(Invocation piped) {
        return piped.isPiped()
                ? invocations.stream()
                        .filter(each -> each.pipes() && each.to() <= piped.from())
                        .reduce((_, last) -> last)
                : Optional.empty();
    }

    /** The command that reads this one's output. */
    public Optional<Invocation> after(Invocation piping) {
        return piping.pipes()
                ? invocations.stream()
                        .filter(each -> each.isPiped() && each.from() >= piping.to())
                        .findFirst()
                : Optional.empty();
    }
}
