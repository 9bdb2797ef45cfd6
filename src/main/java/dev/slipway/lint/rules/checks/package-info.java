/** Rules about checks that cannot fail, cannot end, or look at the wrong thing. May know: lint.rules, lint.story. */
@NullMarked
package dev.slipway.lint.rules.checks;

import org.jspecify.annotations.NullMarked;
