/**
 * What is kept of a system before anybody changes it, and what its logs say. May know the ports of hands and what is below. Must
 * not know the run, the journal or other families.
 */
@NullMarked
package dev.slipway.actions.evidence;

import org.jspecify.annotations.NullMarked;
