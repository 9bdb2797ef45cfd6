/** Rules about secrets that documents hold, or that commands show to others. May know: lint.rules, lint.story. */
@NullMarked
package dev.slipway.lint.rules.secrets;

import org.jspecify.annotations.NullMarked;
