/**
 * Moves requests between the versions that are behind a front, makes them wait, or answers them with a page. May know the
 * ports of hands and what is below. Must not know the run, the journal, any driver or other families.
 */
@NullMarked
package dev.slipway.actions.traffic;

import org.jspecify.annotations.NullMarked;
