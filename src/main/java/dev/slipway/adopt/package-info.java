/**
 * An ordinary document to a runbook: edits at exact offsets, so that everything else stays as it is, and what could not be
 * decided. May know: base, runbook, plan, lint. Must not know files, terminals or runs.
 */
@NullMarked
package dev.slipway.adopt;

import org.jspecify.annotations.NullMarked;
