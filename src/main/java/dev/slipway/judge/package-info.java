/**
 * Thresholds for a duration, sequential tests, verdicts: pure arithmetic on counts of a candidate and its baseline. May know
 * base and parameters. Must not know where samples come from, or what is done about a verdict.
 */
@NullMarked
package dev.slipway.judge;

import org.jspecify.annotations.NullMarked;
