/** Rules about migrations and SQL. May know: lint.rules, lint.story. */
@NullMarked
package dev.slipway.lint.rules.data;

import org.jspecify.annotations.NullMarked;
