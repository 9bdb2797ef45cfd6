/**
 * What statements do to a database that is in use: locks, rewrites, losses, how long. Says "not understood" and never guesses.
 * Must not know a server: what it has to know of the tables stands in a {@link dev.slipway.schema.risk.Catalogue}.
 */
@NullMarked
package dev.slipway.schema.risk;

import org.jspecify.annotations.NullMarked;
