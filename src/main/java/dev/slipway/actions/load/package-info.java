/**
 * Makes load, at planned instants, and measures how it is answered. Schedule and figures are pure. May know the ports of
 * hands and what is below. Must not know the run, the journal or other families.
 */
@NullMarked
package dev.slipway.actions.load;

import org.jspecify.annotations.NullMarked;
