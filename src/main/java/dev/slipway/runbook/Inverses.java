package dev.slipway.runbook;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import java.util.Optional;

/** Binds {@code undo} and {@code probe} fences to their steps, once all steps of the document are known. */
final class Inverses {
    private Inverses() {}

    static void bind(Manuscript manuscript) {
        manuscript.inverses.forEach(inverse -> step(manuscript, inverse).ifPresent(step -> {
            boolean free = inverse.directive().kind() == DirectiveKind.UNDO ? step.undo == null : step.probe == null;
            if (free) {
                attach(inverse, step);
            } else {
                String word = inverse.directive().kind().word();
                manuscript.problem(
                        inverse.directive().span(), "this step has two fences of '" + word + "'", "Join them.");
            }
        }));
    }

    private static void attach(Manuscript.Inverse inverse, Draft.OfStep step) {
        step.problems.addAll(inverse.problems());
        step.problems.addAll(StepRefusals.of(inverse.shell()));
        if (inverse.directive().kind() == DirectiveKind.UNDO) {
            step.undo = inverse.shell();
        } else {
            step.probe = inverse.shell();
        }
    }

    private static Optional<Draft.OfStep> step(Manuscript manuscript, Manuscript.Inverse inverse) {
        Optional<Phrase> of = inverse.directive().text("of");
        if (of.isPresent()) {
            Optional<Draft.OfStep> named =
                    Optional.ofNullable(manuscript.stepsById.get(of.get().text()));
            if (named.isEmpty()) {
                manuscript.problem(
                        of.get().span(),
                        "no step is called '" + of.get() + "'",
                        Nearest.help("Steps with an id", of.get().text(), manuscript.stepsById.keySet()));
            }
            return named;
        }
        if (inverse.before().isEmpty()) {
            manuscript.problem(
                    inverse.directive().span(),
                    "'" + inverse.directive().kind().word() + "' belongs to a step, and none stands before it here",
                    "Name the step: of=ID.");
        }
        return inverse.before();
    }
}
