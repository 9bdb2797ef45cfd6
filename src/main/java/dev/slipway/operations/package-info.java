/**
 * What an operator can ask, as values; what each request makes of a run; and the JSON of events and requests. May know runs
 * and plans. Must not know HTTP or terminals: the doors cannot differ.
 */
@NullMarked
package dev.slipway.operations;

import org.jspecify.annotations.NullMarked;
