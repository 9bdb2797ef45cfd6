/** Rules about what stands in a fence: placeholders, prompts, comments that hide work, documents that lost characters. May know: lint.rules, lint.story. */
@NullMarked
package dev.slipway.lint.rules.text;

import org.jspecify.annotations.NullMarked;
