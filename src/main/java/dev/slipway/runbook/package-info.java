/**
 * Markdown text to Runbook, or Problems. Parses the document and keeps every source position. May know: base. Must not
 * know environments' contents or actions' code: a runbook is readable anywhere.
 */
@NullMarked
package dev.slipway.runbook;

import org.jspecify.annotations.NullMarked;
