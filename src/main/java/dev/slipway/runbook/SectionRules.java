package dev.slipway.runbook;

import dev.slipway.base.Phrase;
import java.util.Optional;

/** {@code <!-- slipway: section … -->}: the first block below its heading. */
final class SectionRules {
    private SectionRules() {}

    static void apply(Manuscript manuscript, Where where, Directive directive) {
        Draft.OfSection section = where.section();
        if (where.depth() > 0 || section.level == 0 || section.begun) {
            manuscript.problem(
                    directive.span(),
                    "'section' is the first block below its heading",
                    section.level == 0
                            ? "Move it below the heading that it speaks of."
                            : "Move it directly below '" + section.title + "'.");
            return;
        }
        if (section.ruled) {
            manuscript.problem(directive.span(), "this section has two 'section' directives", "Join them.");
            return;
        }
        section.ruled = true;
        section.rules = new Section.Rules(
                directive.condition(),
                directive.has("apart"),
                directive.text("on"),
                portion(manuscript, directive, "batch"),
                portion(manuscript, directive, "max-failures"),
                directive.text("not-before"));
        directive.sectionName(manuscript.problems).ifPresent(id -> section.id = id);
    }

    private static Optional<Phrase> portion(Manuscript manuscript, Directive directive, String key) {
        Optional<Phrase> value = directive.text(key);
        if (value.isPresent() && !value.get().text().matches("[0-9]{1,4}|([0-9]|[1-9][0-9]|100)%")) {
            manuscript.problem(
                    value.get().span(), "'" + value.get() + "' is neither a number nor a share such as 25%", "");
        }
        return value;
    }
}
