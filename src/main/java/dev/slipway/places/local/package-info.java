/**
 * The place {@code here}: the machine on which Slipway runs. Steps are children of a supervisor process that outlives
 * Slipway; all that is known of them is in files. May know the ports. Must not know why a step runs.
 */
@NullMarked
package dev.slipway.places.local;

import org.jspecify.annotations.NullMarked;
