/**
 * Waits for a time or for the world. May know the ports of hands and what is below. Must not know the run, the journal or
 * other families.
 */
@NullMarked
package dev.slipway.actions.waiting;

import org.jspecify.annotations.NullMarked;
