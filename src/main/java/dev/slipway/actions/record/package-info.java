/**
 * Writes into the deployment record. May know the ports of hands and what is below. Must not know how the record is kept, nor
 * other families.
 */
@NullMarked
package dev.slipway.actions.record;

import org.jspecify.annotations.NullMarked;
