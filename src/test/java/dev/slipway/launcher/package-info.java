/**
 * Tests of the shell scripts that start Slipway, with a Maven and a jar of the tests' own. May know: no other package.
 */
@NullMarked
package dev.slipway.launcher;

import org.jspecify.annotations.NullMarked;
