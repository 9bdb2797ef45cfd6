/**
 * Which version of something gets which requests, as values: the plan of a front, and what was counted there.
 * May know: base. Must not: which proxy carries it out, runs, runbooks.
 */
@NullMarked
package dev.slipway.route;

import org.jspecify.annotations.NullMarked;
