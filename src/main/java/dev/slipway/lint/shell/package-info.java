/**
 * Shell commands of a document as programs with options and operands, each at its place in the document. May know: base
 * and runbook, whose grammar reads the text. Must not know what a program does to the world (that is {@code lint.tools}).
 */
@NullMarked
package dev.slipway.lint.shell;

import org.jspecify.annotations.NullMarked;
