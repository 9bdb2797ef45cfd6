package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A heading, what stands below it, and its subsections, in document order.
 *
 * @param anchor the anchor that GitHub makes of the heading's text alone, without the {@code -1} of a repetition
 * @param unique whether that anchor stands once in the document and is the one that GitHub gives; else only {@code id}
 *     names the section
 * @param id said by {@code section id=}, by Hugo's {@code {#id}} or by MyST's {@code (id)=}
 * @param span the heading
 * @param problems mistakes that count only when a procedure reaches this section
 */
public record Section(
        int level,
        String title,
        String anchor,
        boolean unique,
        Optional<Phrase> id,
        Span span,
        Rules rules,
        List<Part> parts,
        List<Section> sections,
        List<Problem> problems) {

    public Section {
        parts = List.copyOf(parts);
        sections = List.copyOf(sections);
        problems = List.copyOf(problems);
    }

    /** What {@code <!-- slipway: section … -->} says, apart from the id. Fleets ({@code on batch max-failures}) are kept as written. */
    public record Rules(
            Optional<Condition> condition,
            boolean apart,
            Optional<Phrase> on,
            Optional<Phrase> batch,
            Optional<Phrase> maxFailures,
            Optional<Phrase> notBefore) {
        public static final Rules NONE = new Rules(
                Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The name by which procedures and links reach it. */
    public String name() {
        return id.map(Phrase::text).orElse(anchor);
    }

    /** An id does not take the anchor away: links of the document keep leading where the Git host leads them. */
    public boolean isCalled(String name) {
        return (unique && anchor.equals(name))
                || id.map(Phrase::text).filter(name::equals).isPresent();
    }

    /** This section and all below it, in document order. */
    public Stream<Section> all() {
        return Stream.concat(Stream.of(this), sections.stream().flatMap(Section::all));
    }
}
