/**
 * Binds a runbook, inputs, places and actions' previews into an immutable Plan with a digest. May know runbooks,
 * expressions and parameters. Must not know time or history other than as given: same inputs, same digest, so that a
 * signature binds to exact content.
 */
@NullMarked
package dev.slipway.plan;

import org.jspecify.annotations.NullMarked;
