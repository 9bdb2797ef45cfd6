/**
 * Kills real processes of Slipway and of its steps at random instants, and holds what comes of it to what was promised. Knows
 * the command line from outside and the record from inside.
 */
@NullMarked
package dev.slipway.kills;

import org.jspecify.annotations.NullMarked;
