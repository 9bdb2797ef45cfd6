/**
 * Images of the engine of Docker: whether the right one is there, and which may go. May know the ports of hands and what is
 * below. Must not know the run, the journal or other families.
 */
@NullMarked
package dev.slipway.actions.images;

import org.jspecify.annotations.NullMarked;
