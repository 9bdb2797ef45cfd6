/**
 * Any Markdown document to findings: what goes wrong in production when it is followed. The story is the model, rules are
 * questions to it. May know: base, runbook. Must not know execution, environments or files.
 */
@NullMarked
package dev.slipway.lint;

import org.jspecify.annotations.NullMarked;
