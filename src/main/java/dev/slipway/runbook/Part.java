package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What stands below a heading, in document order: steps, questions, calls, and what nobody performs. List items are
 * flattened; {@link Spot} says where a part stood. {@code problems()} count only when a procedure reaches the part.
 */
public sealed interface Part permits Step, Part.Question, Part.Call, Part.Prose, Part.Table, Part.Items {

    Span span();

    Spot spot();

    List<Problem> problems();

    /**
     * Where a part stands: {@code group} numbers headings and list items in document order (the working directory carries
     * over only within one), {@code items} are the first lines of the list items around it, outermost first.
     */
    record Spot(int group, List<String> items) {
        public Spot {
            items = List.copyOf(items);
        }
    }

    /**
     * An item that a person answers.
     *
     * @param name its id, else the slug of its bold lead, else of its first line
     * @param text the whole item, as plain text, its sub-items as lines
     */
    record Question(Span span, Spot spot, String name, String text, GateRules rules, List<Problem> problems)
            implements Part {
        public Question {
            problems = List.copyOf(problems);
        }
    }

    /** What {@code <!-- slipway: gate … -->} says; all of a list's questions share it. */
    record GateRules(
            Optional<Phrase> role,
            int approvals,
            boolean notRequester,
            Optional<Phrase> waive,
            Optional<Duration> within) {
        public static final GateRules PLAIN =
                new GateRules(Optional.empty(), 1, false, Optional.empty(), Optional.empty());
    }

    /** A section performed here: {@code #anchor}, or {@code ../path/file.md#anchor} relative to this document. */
    record Call(Span span, Spot spot, Phrase target, String text, Optional<Condition> condition, List<Problem> problems)
            implements Part {
        public Call {
            problems = List.copyOf(problems);
        }
    }

    /** Words that nobody performs; {@code counted} bullets and paragraphs, which the plan mentions section by section. */
    record Prose(Span span, Spot spot, int counted, List<Problem> problems) implements Part {
        public Prose {
            problems = List.copyOf(problems);
        }
    }

    /** A GFM table; {@code id} when a directive names it. Cells are values, never commands. */
    record Table(
            Span span,
            Spot spot,
            Optional<Phrase> id,
            List<String> header,
            List<List<Phrase>> rows,
            List<Problem> problems)
            implements Part {
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            problems = List.copyOf(problems);
        }
    }

    /** A list that a directive names as data. */
    record Items(Span span, Spot spot, Phrase id, List<Phrase> items, List<Problem> problems) implements Part {
        public Items {
            items = List.copyOf(items);
            problems = List.copyOf(problems);
        }
    }
}
