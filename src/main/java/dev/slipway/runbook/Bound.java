package dev.slipway.runbook;

import java.util.Optional;

/**
 * What is known of a block from what stands before it.
 *
 * @param directive the directive that announces it ({@code allow} apart)
 * @param stepBefore the last step of the same container, to which an undo, a probe or an expectation may belong
 */
record Bound(Optional<Directive> directive, Optional<Draft.OfStep> stepBefore) {

    Optional<Directive> otherThan(DirectiveKind kind) {
        return directive.filter(d -> d.kind() != kind);
    }

    Optional<Directive> of(DirectiveKind kind) {
        return directive.filter(d -> d.kind() == kind);
    }
}
