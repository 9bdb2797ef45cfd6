/**
 * Watching a release and what it is compared with: {@code judge.watch}, {@code judge.baseline}, {@code check.monitoring},
 * and where their counts come from. May know the floors below. Must not know the run or other families.
 */
@NullMarked
package dev.slipway.actions.judge;

import org.jspecify.annotations.NullMarked;
