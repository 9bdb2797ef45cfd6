package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A fence that is performed: shell or typed.
 *
 * @param title its first comment that is not a shebang, else its list item, else its heading
 */
public record Step(
        Span span,
        Spot spot,
        Optional<Phrase> id,
        String title,
        Rules rules,
        Work work,
        Optional<Work.Shell> undo,
        Optional<Work.Shell> probe,
        Optional<Expect> expect,
        List<Problem> problems)
        implements Part {

    public Step {
        problems = List.copyOf(problems);
    }

    public sealed interface Work {
        /** {@code text} is the fence's body without the indentation of its container; {@code body} spans it. */
        record Shell(Dialect dialect, String text, Span body) implements Work {}

        /** {@code name} is the dotted key; {@code parameters} its value ({@code {}} for an empty one). */
        record Typed(Phrase name, Yaml parameters) implements Work {}
    }

    public enum Dialect {
        BASH,
        SH
    }

    /** What {@code <!-- slipway: step … -->} says, apart from the id. */
    public record Rules(
            Optional<Phrase> on,
            Optional<Condition> condition,
            Optional<Duration> timeout,
            boolean repeatable,
            int retries,
            boolean sensitive,
            boolean pointOfNoReturn) {
        public static final Rules NONE =
                new Rules(Optional.empty(), Optional.empty(), Optional.empty(), false, 0, false, false);
    }

    /** Lines that must occur in the step's stdout, in order; {@code ...} alone stands for any lines, within a line for anything. */
    public record Expect(List<String> lines, Span span) {
        public Expect {
            lines = List.copyOf(lines);
        }
    }
}
