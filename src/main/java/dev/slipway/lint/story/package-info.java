/**
 * What a document does when it is followed: its commands in the order in which they are performed, a track for each
 * procedure, and the state of the world between two of them. May know: lint.shell, lint.tools. Must not know rules.
 */
@NullMarked
package dev.slipway.lint.story;

import org.jspecify.annotations.NullMarked;
