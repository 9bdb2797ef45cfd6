/** Rules about the order of a release and of its way back: what is stopped, built, switched and deleted when. May know: lint.rules, lint.story. */
@NullMarked
package dev.slipway.lint.rules.release;

import org.jspecify.annotations.NullMarked;
