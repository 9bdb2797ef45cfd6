/** Builds every object by hand, once, and starts the command line. May know every floor below; nobody imports it. */
@NullMarked
package dev.slipway.main;

import org.jspecify.annotations.NullMarked;
