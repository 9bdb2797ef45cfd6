/**
 * Actions on schemas: where a database stands, what would be done, doing it, taking it back, and what that risks. May know
 * {@code schema}, {@code postgres} and the ports. Must not know the run, nor how a release is deployed.
 */
@NullMarked
package dev.slipway.actions.migrate;

import org.jspecify.annotations.NullMarked;
