/** Rules about what the shell does with a text that its writer did not mean. May know: lint.rules, lint.story. */
@NullMarked
package dev.slipway.lint.rules.shell;

import org.jspecify.annotations.NullMarked;
