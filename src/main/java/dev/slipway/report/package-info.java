/**
 * What people read of a plan and of a run: plain text, Markdown, HTML. May know plans and runs. Must not know terminals,
 * files or the time: the same value gives the same text.
 */
@NullMarked
package dev.slipway.report;

import org.jspecify.annotations.NullMarked;
