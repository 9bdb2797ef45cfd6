/**
 * Looks at the world, one action a file: commands, HTTP, TCP, disks, environment files. May know the ports of hands and what
 * is below. Must not know the run, the journal or other families.
 */
@NullMarked
package dev.slipway.actions.check;

import org.jspecify.annotations.NullMarked;
