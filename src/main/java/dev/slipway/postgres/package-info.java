/**
 * One database of PostgreSQL as an action reaches it: its address, the programs at a place, a session of psql. May know the
 * ports. Must not know what is done there.
 */
@NullMarked
package dev.slipway.postgres;

import org.jspecify.annotations.NullMarked;
