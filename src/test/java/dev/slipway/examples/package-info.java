/** The examples that ship with Slipway, and the workspaces in which tests run them. */
@NullMarked
package dev.slipway.examples;

import org.jspecify.annotations.NullMarked;
